internal import Analysis
internal import NetworkModel

/// The looks of small multiples and their one legend.
enum MultiplesLegend {
  struct LinkLook {
    var ink: Ink
    /// Of the width that stands for the number of pairings.
    var share: Double
    var isDashed = false
  }

  static func look(_ standing: PairingHistory.Standing?) -> LinkLook {
    switch standing {
    case .begun, nil: LinkLook(ink: .blue, share: 1)
    case .settled: LinkLook(ink: Ink.steps[3], share: 1)
    case .kept: LinkLook(ink: .rule, share: 1)
    case .ended, .unclear: LinkLook(ink: .faintText, share: 0.5, isDashed: true)
    }
  }

  struct StateLook: Hashable {
    var fill: Ink
    var hatch: Figure.Hatch?
    var outline: Ink
    var width: Double
  }

  /// In full colour where it changed, or where there is no year before; else grey.
  static func look(
    _ state: MultiplesPicture.State, _ division: MultiplesPicture.Division
  ) -> StateLook {
    let look = state.look
    guard division == .year else {
      return StateLook(
        fill: look.fill, hatch: look.hatch, outline: look.outline ?? .rule,
        width: look.outline == nil ? 0.3 : 1)
    }
    guard state.isUnchanged else {
      return StateLook(
        fill: look.fill, hatch: look.hatch, outline: look.outline ?? .text,
        width: look.outline == nil ? 0.7 : 1.2)
    }
    let grey: Ink =
      switch look {
      case .direct: .faintText
      case .inherited: .rule
      case .throughDescendants: .border
      default: look.fill
      }
    let hatch =
      look == .claimed
      ? Figure.Hatch(ink: .faintText, width: 0.5, pitch: 3, direction: .level) : look.hatch
    return StateLook(
      fill: look == .claimed ? .paper : grey, hatch: hatch, outline: look.outline ?? .paper,
      width: look.outline == nil ? 0.4 : 0.5)
  }

  static func links(_ picture: MultiplesPicture, scale: Double) -> [LegendEntry] {
    let language = picture.frame.language
    let links = picture.panels.flatMap(\.links)
    var entries: [LegendEntry] = []
    for standing in PairingHistory.Standing.allCases
    where links.contains(where: { $0.standing == standing }) {
      let look = look(standing)
      entries.append(
        LegendEntry(standing.label(language), reach: 26) { figure, spot in
          figure.line(
            spot, Spot(spot.x + 22, spot.y), look.ink, width: max(1.3 * look.share, 0.6),
            dashed: look.isDashed)
        })
    }
    if links.contains(where: { $0.standing == nil }) {
      entries.append(
        LegendEntry(FigureWords.solid(language), reach: 26) { figure, spot in
          figure.line(spot, Spot(spot.x + 22, spot.y), .blue, width: 1.3)
        })
    }
    let most = links.map(\.count).max() ?? 1
    if most > 1 {
      for count in [1, most] {
        entries.append(
          LegendEntry(MultiplesWords(language: language).width(count), reach: 26) {
            figure, spot in
            figure.line(
              spot, Spot(spot.x + 22, spot.y), .quietText, width: max(Double(count) * scale, 0.5))
          })
      }
    }
    for (words, ink) in [
      (FigureWords.donorSide, Ink.blue), (FigureWords.recipientSide, .vermilion),
    ] {
      entries.append(
        LegendEntry(words(language), reach: 9) { figure, spot in
          figure.circle(Spot(spot.x + 2.5, spot.y), radius: 2.4, fill: ink)
        })
    }
    return entries
  }

  /// Every class that occurs, in colour and in grey as it occurs.
  static func states(_ picture: MultiplesPicture) -> [LegendEntry] {
    let language = picture.frame.language
    let states = picture.panels.flatMap { Array($0.states.values) }
    var entries: [LegendEntry] = []
    for look in CoverageClass.allCases {
      let found = states.filter { $0.look == look }
      guard !found.isEmpty else { continue }
      var seen: [StateLook] = []
      for state in [
        found.first { !$0.isUnchanged }, found.first(where: \.isUnchanged),
      ].compactMap({ $0 }) {
        let shown = Self.look(state, picture.division)
        if !seen.contains(shown) { seen.append(shown) }
      }
      let looks = seen
      entries.append(
        LegendEntry(look.label(language), reach: 18 * Double(looks.count) + 4) { figure, spot in
          for (index, look) in looks.enumerated() {
            let left = spot.x + 18 * Double(index)
            figure.area(
              PageBox(left: left, top: spot.y - 4, right: left + 15, bottom: spot.y + 4).corners,
              fill: look.fill, hatch: look.hatch,
              outline: look.outline == .paper ? .rule : look.outline, outlineWidth: look.width)
          }
        })
    }
    if picture.division == .year {
      entries.append(
        LegendEntry(MultiplesWords.changed(language), reach: 19) { figure, spot in
          figure.area(
            PageBox(left: spot.x, top: spot.y - 4, right: spot.x + 15, bottom: spot.y + 4).corners,
            fill: .paper, outline: .text, outlineWidth: 0.7)
        })
      entries.append(
        LegendEntry(MultiplesWords.unchanged(language), reach: 19) { figure, spot in
          figure.area(
            PageBox(left: spot.x, top: spot.y - 4, right: spot.x + 15, bottom: spot.y + 4).corners,
            fill: .faintText)
        })
    }
    return entries
  }

  static func bars(_ picture: MultiplesPicture, scale: Double) -> [LegendEntry] {
    let language = picture.frame.language
    let bars = picture.panels.flatMap { Array($0.bars.values) }
    var entries: [LegendEntry] = []
    func sample(_ words: String, _ ink: Ink, length: Double) {
      entries.append(
        LegendEntry(words, reach: length + 4) { figure, spot in
          figure.area(
            PageBox(left: spot.x, top: spot.y - 2.7, right: spot.x + length, bottom: spot.y + 2.7)
              .corners, fill: ink, outlineWidth: 0)
        })
    }
    if scale > 0 {
      // A round number of the unit that is printed: 1, 2, 5, 10 …, at most 60 points long.
      let unit: Double = picture.unit.quantity == nil ? 1_000_000 : 1
      var number = 1.0
      var step = 0
      while number * [2, 2.5, 2][step % 3] * unit * scale <= 60, step < 60 {
        number *= [2, 2.5, 2][step % 3]
        step += 1
      }
      let atoms = Int64(number * unit)
      let words: String
      if picture.unit.quantity == nil {
        words = Money(fen: atoms).formatted(in: .wan, language)
      } else {
        words =
          "\(Int64(number)) "
          + (picture.unit.quantity.map { Glossary.label(of: $0)(language) } ?? "")
      }
      if number * unit * scale <= 120 { sample(words, .blue, length: number * unit * scale) }
    }
    if bars.contains(where: { $0.amount != nil && $0.amount == $0.before }) {
      sample(MultiplesWords.unchanged(language), .rule, length: 15)
    }
    if bars.contains(where: { $0.before != nil && $0.amount != $0.before }) {
      entries.append(
        LegendEntry(MultiplesWords.tick(language), reach: 8) { figure, spot in
          figure.line(
            Spot(spot.x + 2, spot.y - 3.8), Spot(spot.x + 2, spot.y + 3.8), .text, width: 0.9)
        })
    }
    for (mark, words) in [("–", MultiplesWords.noRecord), ("?", MultiplesWords.unknownAmount)] {
      entries.append(
        LegendEntry(words(language), reach: 10) { figure, spot in
          figure.caption(mark, at: spot, size: 8, .quietText)
        })
    }
    return entries
  }
}
