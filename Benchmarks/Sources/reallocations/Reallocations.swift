import Foundation
import JieduiKit

/// Measures one reallocation in this process and prints a line of JSON: building the problem and solving it, with the
/// independent evaluation of the plan.
///
///     reallocations TASK
@main
struct Reallocations {
  static func main() throws {
    guard CommandLine.arguments.count == 2, let size = Size(rawValue: CommandLine.arguments[1])
    else {
      print("reallocations \(Size.allCases.map(\.rawValue).joined(separator: "|"))")
      exit(64)
    }
    let data = Instance(size)
    let start = (clock(CLOCK_MONOTONIC), clock(CLOCK_PROCESS_CPUTIME_ID))
    var options = ReallocationOptions()
    options.marginals = false
    guard case .solved(let result) = try data.problem.solve(options) else {
      print("{\"objective\": null}")
      return
    }
    let wall = clock(CLOCK_MONOTONIC) - start.0
    let cpu = clock(CLOCK_PROCESS_CPUTIME_ID) - start.1
    print(
      "{\"wall\": \(wall), \"cpu\": \(cpu), \"objective\": \(result.certificate.objective.approximateValue), "
        + "\"bound\": \(result.certificate.bound), \"method\": \"\(result.certificate.method.rawValue)\"}"
    )
  }

  private static func clock(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// The tasks; `reallocation.py` makes the same instances.
enum Size: String, CaseIterable {
  /// 16 donors, 34 recipients, pairings that exist.
  case counties
  /// 300 donors, 3,000 recipients, pairings that exist, budgets of donors: the largest minimum.
  case paired
  /// 500 donors, 3,000 recipients, every pair possible, budgets of donors: the largest minimum.
  case open
  /// One purse, 3,000 recipients: leximin.
  case leximin

  var donors: Int {
    switch self {
    case .counties: 16
    case .paired: 300
    case .open: 500
    case .leximin: 1
    }
  }

  var recipients: Int { self == .counties ? 34 : 3000 }
}

/// Lines of two donors a recipient, floors of 60 % of what was before, ceilings of 160 %, and a third of the recipients with
/// a share three points above what it had.
struct Instance {
  private var state: UInt64 = 20_251_121
  private let size: Size

  init(_ size: Size) { self.size = size }

  private mutating func draw(_ bound: UInt64) -> Int64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int64((state >> 33) % bound)
  }

  var problem: ReallocationProblem {
    var copy = self
    return copy.make()
  }

  private mutating func make() -> ReallocationProblem {
    var lines: [(donor: Int, recipient: Int, amount: Int64)] = []
    for recipient in 0..<size.recipients {
      let first = Int(draw(UInt64(size.donors)))
      lines.append((first, recipient, 100 + draw(900)))
      let second = Int(draw(UInt64(size.donors)))
      if second != first { lines.append((second, recipient, 100 + draw(900))) }
    }
    func donor(_ number: Int) -> String { "d\(1000 + number)" }
    func recipient(_ number: Int) -> String { "r\(10000 + number)" }
    let wan = { (amount: Int64) in Money(fen: amount * 1_000_000) }
    var problem = ReallocationProblem()
    var total: Int64 = 0
    var part: Int64 = 0
    var given = [Int64](repeating: 0, count: size.donors)
    for line in lines {
      problem = problem.now(donor(line.donor), recipient(line.recipient), wan(line.amount))
      total += line.amount
      given[line.donor] += line.amount
      if line.recipient % 3 == 0 { part += line.amount }
    }
    let share = part * 1000 / total + 30
    problem =
      problem.group("third", (0..<size.recipients).filter { $0 % 3 == 0 }.map(recipient))
      .rule(
        "share", .share(of: .to("third"), within: .all, .atLeast, ExactDecimal(share, scale: 3))
      )
      .rule("floor", .eachRelative(of: .all, .atLeast, ExactDecimal(6, scale: 1)))
      .rule("ceiling", .eachRelative(of: .all, .atMost, ExactDecimal(16, scale: 1)))
    switch size {
    case .counties, .leximin:
      problem = problem.budget(.total(wan(total * 108 / 100))).objective(.leximin(.amount))
    case .paired, .open:
      for (index, amount) in given.enumerated() where amount > 0 {
        problem = problem.budget(.ofDonor(donor(index), wan(amount)))
      }
      problem = problem.objective(.maxMin(.amount))
      if size == .open { problem = problem.rule("any", .newPairings(atMost: nil)) }
    }
    return problem
  }
}
