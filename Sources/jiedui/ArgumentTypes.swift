public import ArgumentParser
public import JieduiKit

extension Language: ExpressibleByArgument {}
extension OutputFormat: ExpressibleByArgument {}
extension Level: ExpressibleByArgument {}
extension FlowStatus: ExpressibleByArgument {}
extension NetworkModel.Measure: ExpressibleByArgument {}
extension FlowAccounts.LineOrder: ExpressibleByArgument {}
extension MeasureOptions.AttackOrder: ExpressibleByArgument {}

extension CalendarDate: ExpressibleByArgument {
  /// `2018`, `2018-06` or `2018-06-30`.
  public init?(argument: String) {
    self.init(argument)
  }
}

extension ExactDecimal: ExpressibleByArgument {
  /// `12`, `0.5`.
  public init?(argument: String) {
    self.init(parsing: argument.utf8)
  }
}

extension CoverageQuestion.Side: ExpressibleByArgument {}
extension MatrixPicture.Order: ExpressibleByArgument {}
extension EquityQuestion.Side: ExpressibleByArgument {}
extension TimelinePicture.Grouping: ExpressibleByArgument {}
extension MultiplesPicture.Division: ExpressibleByArgument {}
extension MultiplesPicture.Content: ExpressibleByArgument {}

extension UnitClass: ExpressibleByArgument {
  public init?(argument: String) {
    self.init(argument)
  }

  public var defaultValueDescription: String { name }
}

extension ComparisonQuestion.Side: ExpressibleByArgument {}
extension AmountChange.End: ExpressibleByArgument {}
extension MapFrame: ExpressibleByArgument {}
extension GraphPicture.Colour: ExpressibleByArgument {}
