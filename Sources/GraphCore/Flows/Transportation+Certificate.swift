/// Checks from the problem alone that a plan is optimal. It shares no code with the method that found it.
///
/// All demands are met and no supply is exceeded; no price of a supplier is negative, and it is 0 where
/// some of the supply stays; no route costs less than its consumer's price beyond its supplier's, and
/// every route in use costs just that.
///
/// Edges in the result are cells of the matrix; nodes are the suppliers, then the consumers.
///
/// - Returns: what is wrong; empty when the plan is proved optimal.
/// - Complexity: O(*r* *c*) time, O(*r* + *c*) memory.
public func problems(
  in plan: TransportationPlan, supplies: [Int64], demands: [Int64], costs: [Int64]
) -> [FlowProblem] {
  let (rows, columns) = (supplies.count, demands.count)
  for (count, name, expected) in [
    (plan.supplierPrices.count, "prices of suppliers", rows),
    (plan.consumerPrices.count, "prices of consumers", columns),
    (plan.unused.count, "amounts that stay", rows), (costs.count, "costs", rows * columns),
  ] where count != expected {
    return [.wrongLength(of: name)]
  }
  var found: [FlowProblem] = []
  var sent = [Int128](repeating: 0, count: rows)
  var received = [Int128](repeating: 0, count: columns)
  var total: Int128 = 0
  for shipment in plan.shipments {
    let (row, column) = (Int(shipment.supplier), Int(shipment.consumer))
    let cell = row * columns + column
    guard sent.indices.contains(row), received.indices.contains(column) else {
      return [.wrongLength(of: "shipments")]
    }
    sent[row] += Int128(shipment.amount)
    received[column] += Int128(shipment.amount)
    total += Int128(costs[cell]) * Int128(shipment.amount)
    if shipment.amount < 0 { found.append(.outOfBounds(edge: cell, flow: shipment.amount)) }
    let reduced =
      Int128(costs[cell]) + Int128(plan.supplierPrices[row]) - Int128(plan.consumerPrices[column])
    if reduced > 0 { found.append(.notPricedOut(edge: cell, reducedCost: reduced)) }
  }
  for row in 0..<rows {
    let given = Int128(supplies[row]) - Int128(plan.unused[row])
    if sent[row] != given { found.append(.notConserved(node: row, surplus: sent[row] - given)) }
    if plan.unused[row] < 0 { found.append(.staysTooMuch(node: row, amount: plan.unused[row])) }
    let price = plan.supplierPrices[row]
    if price < 0 && plan.unused[row] < supplies[row] || price > 0 && plan.unused[row] > 0 {
      found.append(.stayNotPricedOut(node: row, price: price))
    }
    for column in 0..<columns {
      let cell = row * columns + column
      let reduced =
        Int128(costs[cell]) + Int128(price) - Int128(plan.consumerPrices[column])
      if reduced < 0 { found.append(.notPricedOut(edge: cell, reducedCost: reduced)) }
    }
  }
  for column in 0..<columns where received[column] != Int128(demands[column]) {
    found.append(
      .notConserved(node: rows + column, surplus: Int128(demands[column]) - received[column]))
  }
  if total != plan.cost { found.append(.wrongTotal(stated: plan.cost, found: total)) }
  return found
}
