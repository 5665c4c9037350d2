import Foundation
import NetworkModel
import Scenarios
import Testing

/// A problem of `Tests/Peers/reallocation.py`, with what SciPy's HiGHS answered. Amounts are in 10,000 yuan.
struct PeerProblem: Sendable {
  let name: String
  let number: Int
  let problem: ReallocationProblem
  /// The best objective; absent when no plan keeps all rules.
  let value: Double?
  /// What each recipient gets in the only answer, where the peer was asked.
  let amounts: [Double]?
  let recipients: Int

  static let objectives = [
    "max_min", "leximin", "least_shortfall", "proportional", "least_inequality", "least_change",
    "most_covered",
  ]

  static func all(_ name: String) throws -> [PeerProblem] {
    let url = try #require(
      Bundle.module.url(
        forResource: name, withExtension: "jsonl", subdirectory: "Fixtures/reallocation"))
    let text = try String(contentsOf: url, encoding: .utf8)
    return try text.split(separator: "\n").enumerated().map { number, line in
      let json = try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      return try PeerProblem(name, number, json)
    }
  }

  static func donor(_ number: Int) -> String { "d\(number)" }
  static func recipient(_ number: Int) -> String { "r\(number < 10 ? "0" : "")\(number)" }

  private init(_ name: String, _ number: Int, _ json: [String: Any]) throws {
    self.name = name
    self.number = number
    value = json["value"] as? Double
    amounts = json["amounts"] as? [Double]
    recipients = try #require(json["recipients"] as? Int)
    var problem = ReallocationProblem()
    let lines = try #require(json["lines"] as? [[Int]])
    for line in lines {
      problem = problem.now(
        Self.donor(line[0]), Self.recipient(line[1]), wan(Int64(line[2])))
    }
    for recipient in 0..<recipients { problem = problem.recipient(Self.recipient(recipient)) }
    problem = problem.budget(.total(wan(Int64(try #require(json["total"] as? Int)))))
    for budget in json["budgets"] as? [[Int]] ?? [] {
      problem = problem.budget(.ofDonor(Self.donor(budget[0]), wan(Int64(budget[1]))))
    }
    for (recipient, target) in (json["targets"] as? [Int] ?? []).enumerated() {
      problem = problem.target(Self.recipient(recipient), wan(Int64(target)))
    }
    for (recipient, weight) in (json["weights"] as? [Int] ?? []).enumerated() {
      problem = problem.weight(Self.recipient(recipient), ExactDecimal(Int64(weight)))
    }
    for (index, rule) in try #require(json["rules"] as? [[Any]]).enumerated() {
      problem = try Self.adding(rule, "\(index)-\(rule[0])", lines, to: problem)
    }
    if let churn = json["churn"] as? Int {
      problem = problem.penalty(.churn(ExactDecimal(Int64(churn), scale: 3)))
    }
    self.problem = problem.objective(try Self.objective(name, json))
  }

  private static func objective(_ name: String, _ json: [String: Any]) throws
    -> ReallocationObjective
  {
    let measure = (json["measure"] as? String).flatMap(ReallocationObjective.UnitMeasure.init)
    switch name {
    case "max_min": return .maxMin(try #require(measure))
    case "leximin": return .leximin(try #require(measure))
    case "least_shortfall":
      return .leastShortfall(weighted: try #require(json["weighted"] as? Bool))
    case "proportional": return .proportional
    case "least_inequality": return .leastInequality
    case "least_change": return .leastChange
    default:
      return .mostCovered((json["threshold"] as? Int).map { .amount(wan(Int64($0))) } ?? .target)
    }
  }

  private static func adding(
    _ rule: [Any], _ name: String, _ lines: [[Int]], to problem: ReallocationProblem
  ) throws -> ReallocationProblem {
    func int(_ index: Int) throws -> Int64 { Int64(try #require(rule[index] as? Int)) }
    func percent(_ index: Int) throws -> ExactDecimal { ExactDecimal(try int(index), scale: 2) }
    func group(_ index: Int) throws -> [String] {
      try #require(rule[index] as? [Int]).map(recipient)
    }
    func bound(_ index: Int) -> RuleBound { rule[index] as? String == "ge" ? .atLeast : .atMost }
    switch rule[0] as? String {
    case "share":
      return problem.group("g-\(name)", try group(1)).rule(
        name, .share(of: .to("g-\(name)"), within: .all, bound(2), try percent(3)))
    case "group":
      return problem.group("g-\(name)", try group(1)).rule(
        name, .total(of: .to("g-\(name)"), bound(2), wan(try int(3))))
    case "hold": return problem.rule(name, .eachRelative(of: .all, .atLeast, try percent(1)))
    case "cap": return problem.rule(name, .changeWithin(of: .all, try percent(1)))
    case "floor": return problem.rule(name, .each(of: .all, .atLeast, wan(try int(1))))
    case "ceiling": return problem.rule(name, .each(of: .all, .atMost, wan(try int(1))))
    case "capacity":
      return problem.rule(name, .capacity(of: .from(donor(Int(try int(1)))), wan(try int(2))))
    case "lock":
      let line = lines[Int(try int(1))]
      return problem.rule(name, .locked(.pair(donor(line[0]), recipient(line[1]))))
    case "earmark":
      return problem.rule(
        name,
        .total(
          of: LineSelection(donors: [donor(Int(try int(1)))], recipients: try group(2)), .atLeast,
          wan(try int(3))))
    case "donors_max":
      return problem.rule(
        name, .donorCount(of: .all, atLeast: nil, atMost: Int(try int(1))))
    default: return problem.rule(name, .newPairings(atMost: Int(try int(1))))
    }
  }
}

/// 10,000 yuan.
func wan(_ amount: Int64) -> Money { Money(fen: amount * 1_000_000) }

/// A hundredth.
func percent(_ amount: Int64) -> ExactDecimal { ExactDecimal(amount, scale: 2) }
