/// A year, a month or a day of the proleptic Gregorian calendar, as precise as it was written.
public struct CalendarDate: Hashable, Sendable {
  public let year: Int16
  /// 1…12, or 0 when only the year is known.
  public let month: UInt8
  /// 1…31, or 0 when the day is not known.
  public let day: UInt8

  /// Makes a date, or nothing when there is no such day.
  public init?(year: Int, month: Int = 0, day: Int = 0) {
    guard (0...9999).contains(year), (0...12).contains(month), month > 0 || day == 0,
      day >= 0, day <= Self.days(in: month, year: year)
    else { return nil }
    self.year = Int16(year)
    self.month = UInt8(month)
    self.day = UInt8(day)
  }

  /// Reads `2012`, `2012-08` or `2012-08-05`.
  public init?(_ text: some StringProtocol) {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    let widths = [4, 2, 2]
    guard (1...3).contains(parts.count) else { return nil }
    var numbers: [Int] = []
    for (part, width) in zip(parts, widths) {
      guard part.count == width, part.allSatisfy({ (48...57).contains($0) }) else { return nil }
      numbers.append(part.reduce(0) { $0 * 10 + Int($1 - 48) })
    }
    if numbers.count > 1, numbers[1] == 0 { return nil }
    if numbers.count > 2, numbers[2] == 0 { return nil }
    self.init(
      year: numbers[0], month: numbers.count > 1 ? numbers[1] : 0,
      day: numbers.count > 2 ? numbers[2] : 0)
  }

  /// Number of the first day that it covers, counted from 1970-01-01.
  public var firstDay: Int {
    Self.dayNumber(year: Int(year), month: max(1, Int(month)), day: max(1, Int(day)))
  }

  /// Number of the last day that it covers.
  public var lastDay: Int {
    let month = month == 0 ? 12 : Int(month)
    let day = day == 0 ? Self.days(in: month, year: Int(year)) : Int(day)
    return Self.dayNumber(year: Int(year), month: month, day: day)
  }

  private static func days(in month: Int, year: Int) -> Int {
    switch month {
    case 0: 0
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days since 1970-01-01 (H. Hinnant, "chrono-compatible low-level date algorithms", days_from_civil).
  private static func dayNumber(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}

extension CalendarDate {
  /// The day with a number, counted from 1970-01-01; nothing outside the years 0 to 9999.
  ///
  /// - Source: H. Hinnant, "chrono-compatible low-level date algorithms", civil_from_days.
  public init?(dayNumber: Int) {
    guard (-719_528...2_932_896).contains(dayNumber) else { return nil }
    let shifted = dayNumber + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let part = (5 * dayOfYear + 2) / 153
    let month = part < 10 ? part + 3 : part - 9
    self.init(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * part + 2) / 5 + 1)
  }
}

extension CalendarDate: CustomStringConvertible {
  public var description: String {
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    var text = padded(Int(year), 4)
    if month > 0 { text += "-" + padded(Int(month), 2) }
    if day > 0 { text += "-" + padded(Int(day), 2) }
    return text
  }
}
