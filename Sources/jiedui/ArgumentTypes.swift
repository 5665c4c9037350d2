public import ArgumentParser
public import JieduiKit

extension Language: ExpressibleByArgument {}
extension OutputFormat: ExpressibleByArgument {}
extension Level: ExpressibleByArgument {}

extension CalendarDate: ExpressibleByArgument {
  /// `2018`, `2018-06` or `2018-06-30`.
  public init?(argument: String) {
    self.init(argument)
  }
}

extension CoverageQuestion.Side: ExpressibleByArgument {}

extension UnitClass: ExpressibleByArgument {
  public init?(argument: String) {
    self.init(argument)
  }

  public var defaultValueDescription: String { name }
}
