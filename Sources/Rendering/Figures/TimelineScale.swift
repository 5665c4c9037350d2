internal import Analysis
internal import NetworkModel

/// Days on a horizontal axis: linear, with whole years between its ends.
struct TimelineScale: Hashable {
  /// Where the first year begins and the last one ends.
  let left, right: Double
  let years: ClosedRange<Int>
  let days: ClosedRange<Int>

  init(_ years: ClosedRange<Int>, left: Double, right: Double) {
    self.years = years
    self.left = left
    self.right = right
    days = TimelinePicture.days(years)
  }

  private var perDay: Double { (right - left) / Double(days.upperBound - days.lowerBound + 1) }

  /// Where a day begins, not beyond the ends of the axis.
  func start(of day: Int) -> Double {
    if day <= days.lowerBound { return left }
    if day > days.upperBound { return right }
    return left + Double(day - days.lowerBound) * perDay
  }

  /// Where a day ends.
  func end(of day: Int) -> Double { day >= days.upperBound ? right : start(of: day + 1) }

  func start(ofYear year: Int) -> Double {
    start(of: CalendarDate(year: year)?.firstDay ?? days.lowerBound)
  }

  /// The years that are named: each, or every second, fifth, tenth …, so that names have `room` points.
  func ticks(room: Double = 30) -> [Int] {
    let width = (right - left) / Double(years.count)
    let step =
      [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].first { Double($0) * width >= room }
      ?? 2000
    return years.filter { $0 % step == 0 }
  }
}

/// Marks of one lane that stand too close to be told apart are one, with their number.
struct TimelineCluster: Hashable {
  var marks: [TimelinePicture.Mark]
  /// The middle of what it stands for.
  var x: Double
  /// Beside it; nothing where there is no room, or for several marks.
  var label: String?

  static let single = 3.6
  static let labelSize = 7.0

  var radius: Double { Self.radius(marks.count) }

  private static func radius(_ count: Int) -> Double {
    count == 1 ? single : max(5, TextMetrics.width("\(count)", size: 6.5, bold: true) / 2 + 1.6)
  }

  /// The clusters of a lane from the left, and the marks that have no date.
  ///
  /// - Parameter right: where labels must end.
  static func clusters(
    _ marks: [TimelinePicture.Mark], on scale: TimelineScale, right: Double
  ) -> (clusters: [TimelineCluster], undated: [TimelinePicture.Mark]) {
    var dated: [(mark: TimelinePicture.Mark, x: Double)] = []
    var undated: [TimelinePicture.Mark] = []
    for mark in marks {
      if let x = scale.middle(of: mark.span) {
        dated.append((mark, x))
      } else {
        undated.append(mark)
      }
    }
    dated.sort { ($0.x, $0.mark.id) < ($1.x, $1.mark.id) }
    let least = 2 * radius(max(dated.count, 2)) + 1
    var groups: [[(mark: TimelinePicture.Mark, x: Double)]] = []
    for one in dated {
      if let first = groups.last?.first, one.x - first.x < least {
        groups[groups.count - 1].append(one)
      } else {
        groups.append([one])
      }
    }
    func middle(_ group: [(mark: TimelinePicture.Mark, x: Double)]) -> Double {
      group.reduce(0) { $0 + $1.x } / Double(group.count)
    }
    // A group stands in the middle of its marks, so neighbours may have come too close.
    var place = 1
    while place < groups.count {
      if middle(groups[place]) - middle(groups[place - 1]) < least {
        groups[place - 1] += groups.remove(at: place)
        place = max(place - 1, 1)
      } else {
        place += 1
      }
    }
    var found = groups.map { TimelineCluster(marks: $0.map(\.mark), x: middle($0)) }
    for index in found.indices where found[index].marks.count == 1 {
      let start = found[index].x + single + 3
      let end = index + 1 < found.count ? found[index + 1].x - found[index + 1].radius - 3 : right
      found[index].label = found[index].marks[0].labels.first {
        !$0.isEmpty && TextMetrics.width($0, size: labelSize) * Figure.Caption.slack <= end - start
      }
    }
    return (found, undated)
  }
}

extension TimelineScale {
  /// Where something stands that happened once in a period: in its middle, as far as the axis shows it; at the bound
  /// that is known when the other is not. Nothing without any date, or off the axis.
  func middle(of span: PeriodSpan) -> Double? {
    let known: ClosedRange<Int>? =
      switch (span.startDays, span.endDays) {
      case (.some, .some): span.possible
      case (let days?, nil), (nil, let days?): days
      case (nil, nil): nil
      }
    guard let known, known.lowerBound <= days.upperBound, known.upperBound >= days.lowerBound
    else { return nil }
    return (start(of: known.lowerBound) + end(of: known.upperBound)) / 2
  }
}
