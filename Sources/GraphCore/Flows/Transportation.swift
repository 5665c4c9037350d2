/// Which supplier ships how much to which consumer, with the prices that prove it cheapest.
public struct TransportationPlan: Sendable {
  public struct Shipment: Sendable, Hashable {
    public let supplier: Int32
    public let consumer: Int32
    public let amount: Int64
  }

  /// Σ cost · amount.
  public let cost: Int128
  /// Ascending by supplier, then consumer; no amounts of 0.
  public let shipments: [Shipment]
  /// The dual value of each supplier: what one more unit of its supply would save. 0 where some stays.
  public let supplierPrices: [Int64]
  /// The dual value of each consumer: what one more unit there would cost.
  public let consumerPrices: [Int64]
  /// How much of each supply stays.
  public let unused: [Int64]
  /// How many steps the simplex method took.
  public let pivots: Int
}

/// What came of a transportation problem.
public enum TransportationOutcome: Sendable {
  case optimal(TransportationPlan)
  /// All supplies together are less than all demands.
  case infeasible(supplied: Int128, demanded: Int128)

  /// The plan, if there is one.
  public var plan: TransportationPlan? {
    guard case .optimal(let plan) = self else { return nil }
    return plan
  }
}

/// The cheapest plan that meets all demands from the supplies, when everyone can ship to everyone.
///
///     minimise    Σ cost(i, j) · x(i, j)
///     subject to  Σ over j of x(i, j) ≤ supply(i)
///                 Σ over i of x(i, j) = demand(j)
///                 x(i, j) ≥ 0, whole numbers
///
/// ## Conventions
/// - Supplies may exceed demands; what is left stays at no cost. Demands are met to the unit.
/// - Costs may be negative. Of several cheapest plans the same input always gives the same one.
/// - Where not everyone can ship to everyone, or routes have limits, make a graph of the routes and use
///   ``minimumCostFlow(_:startingFrom:execution:)`` with ``FlowBalance/suppliesMayStay``.
///
/// ## Example
/// Supplies 5 and 6, demands 3 and 4, costs 2, 9 / 4, 3: the plan ships 3 from the first to the first and
/// 4 from the second to the second, at 18.
///
/// - Parameters:
///   - supplies: *r* amounts, 0 or more.
///   - demands: *c* amounts, 0 or more.
///   - costs: *r* · *c* prices of a unit, all of the first supplier first.
///   - execution: asked to stop and told of progress every 1,024 pivots.
/// - Throws: ``GraphError/wrongCount(of:expected:found:)``, ``GraphError/parameter(_:problem:)`` for a
///   negative amount, ``GraphError/tooLarge(nodes:edges:)``, ``GraphError/overflow(in:)`` when all
///   supplies together, or a price, leave `Int64` (the total has 128 bits), ``GraphError/cancelled``.
/// - Complexity: O(*r* *c*) memory; time in practice little more than *r* *c* for each of a few passes.
/// - Source: Dantzig (1951), "Application of the simplex method to a transportation problem"; the first
///   plan after Reinfeld & Vogel (1958), with the regrets of the consumers taken once.
public func transportation(
  supplies: [Int64], demands: [Int64], costs: [Int64], execution: Execution = .standard
) throws(GraphError) -> TransportationOutcome {
  let (cells, cellsOverflow) = supplies.count.multipliedReportingOverflow(by: demands.count + 1)
  guard !cellsOverflow, cells + supplies.count + demands.count < Int(Int32.max) - 8 else {
    throw .tooLarge(nodes: supplies.count + demands.count, edges: costs.count)
  }
  guard costs.count == supplies.count * demands.count else {
    throw .wrongCount(
      of: "costs", expected: supplies.count * demands.count, found: costs.count)
  }
  var supplied: Int128 = 0
  var demanded: Int128 = 0
  for (index, amount) in supplies.enumerated() {
    guard amount >= 0 else { throw .parameter("Supply \(index)", problem: "is negative") }
    supplied += Int128(amount)
  }
  for (index, amount) in demands.enumerated() {
    guard amount >= 0 else { throw .parameter("Demand \(index)", problem: "is negative") }
    demanded += Int128(amount)
  }
  guard demanded <= supplied else {
    return .infeasible(supplied: supplied, demanded: demanded)
  }
  guard supplied < Int128(Int64.max) else { throw .overflow(in: "All supplies together") }
  var largest: Int64 = 0
  for cost in costs { largest = max(largest, cost == .min ? .max : abs(cost)) }
  // Potentials stay below three times the penalty, which is more than any path costs.
  let penalty = (Int128(largest) + 1) * Int128(supplies.count + demands.count + 2)
  let left = Int64(supplied - demanded)
  if penalty < Int128(1) << 28 {
    return .optimal(
      try transport(supplies, demands, left, costs, penalty: Int32(penalty), execution))
  }
  if penalty < Int128(1) << 60 {
    return .optimal(
      try transport(supplies, demands, left, costs, penalty: Int64(penalty), execution))
  }
  return .optimal(try transport(supplies, demands, left, costs, penalty: penalty, execution))
}

private func transport<Cost: FixedWidthInteger & SignedInteger>(
  _ supplies: [Int64], _ demands: [Int64], _ left: Int64, _ costs: [Int64], penalty: Cost,
  _ execution: Execution
) throws(GraphError) -> TransportationPlan {
  var kernel = TransportationKernel<Cost>(
    supplies: supplies, demands: demands, left: left, costs: costs, penalty: penalty)
  guard kernel.run(execution) else { throw .cancelled }
  return try kernel.plan(costs)
}
