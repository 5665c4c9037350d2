internal import Analysis
internal import Geodesy
internal import GraphCore
internal import NetworkModel

/// Turns a question into a program, and its best plan into suggestions.
struct SuggestionMaker {
  private let question: SuggestionQuestion
  private let network: PairingNetwork
  private let kind: PairingKind
  private let sites: SuggestionSites
  private let need: SuggestionNeed
  private let reach: SuggestionReach?
  private let lengths: GeodesicLengths

  init(_ question: SuggestionQuestion, in network: PairingNetwork) throws(SuggestionError) {
    self.question = question
    self.network = network
    kind = try question.kind()
    sites = SuggestionSites(question, in: network)
    need = try SuggestionNeed(question, sites.gaps, in: network)
    if let level = question.reach {
      guard question.priority == .none else { throw .needAndReach }
      if case .level(let own) = question.coverage.units, own <= level {
        throw .reachNotAbove(level, units: question.coverage.units)
      }
      reach = SuggestionReach(level, of: sites.before.units, question.coverage, network)
    } else {
      reach = nil
    }
    lengths = GeodesicLengths(donors: sites.donorPoints, units: sites.servedPoints)
  }

  private var rooms: [Int64] { sites.rooms(capacity: question.capacity) }

  func problem() -> CoverProblem<GeodesicLengths> {
    let ranks = need.ranks(largestFirst: question.priority != .fewestDonors)
    var problem = CoverProblem(
      lengths: lengths, rooms: rooms, loads: sites.loads.map(Int64.init),
      classes: sites.classes, donorsOfClass: sites.donorsOfClass,
      ranks: sites.served.map { ranks[$0] }, most: question.most)
    problem.equalisesLoads = question.loads == .equal
    problem.places = reach?.marks(of: sites.servedUnits) ?? []
    return problem
  }

  func report(_ execution: Execution) throws(SuggestionError) -> SuggestionReport {
    let problem = problem()
    let plan = try problem.bestPlan(execution: execution)
    let (servable, shortage) = try shortage()
    var pairs = try explained(plan)
    pairs.sort { comesFirst(gap($0), gap($1)) }
    let applied: (network: PairingNetwork, ids: [String])
    do throws(InvalidNetwork) {
      applied = try network.adding(
        kind, pairs.map { (sites.donors[$0.donor].node, sites.servedUnits[$0.unit].node) },
        from: question.coverage.date)
    } catch {
      throw .notProved(error.issues.first?.problem.en ?? "the new pairings do not hold together")
    }
    let reachCounts = reach.map {
      (places: $0.places.count, before: $0.before, after: $0.after(in: applied.network))
    }
    return SuggestionReport(
      question: question, kind: kind,
      suggestions: zip(pairs, applied.ids).map { suggestion($0, id: $1) },
      uncovered: uncovered(plan, isCutShort: pairs.count < servable), donors: loads(pairs),
      donorCount: sites.donors.count, donorsWithoutPosition: sites.donorsWithoutPosition,
      shortage: shortage,
      reach: reachCounts, need: needs(pairs), before: sites.before,
      after: coverage(question.coverage, in: applied.network), network: applied.network,
      proof: (problem.pairCount, plan.weighedPairs, plan.rounds))
  }
}

// MARK: - Pairs

/// A pair of the plan, by positions, with what explains it.
private struct ExplainedPair {
  let unit: Int
  let donor: Int
  let metres: Int64
  let grounds: SuggestionGrounds.Found
}

extension SuggestionMaker {
  private func explained(_ plan: CoverPlan) throws(SuggestionError) -> [ExplainedPair] {
    var left = rooms
    for donor in plan.donors where donor >= 0 { left[Int(donor)] -= 1 }
    var grounds = SuggestionGrounds(sites, lengths, left: left)
    var pairs: [ExplainedPair] = []
    do throws(SpatialError) {
      for (unit, donor) in plan.donors.enumerated() where donor >= 0 {
        let metres = lengths.metres(from: Int(donor), to: unit)
        pairs.append(
          ExplainedPair(
            unit: unit, donor: Int(donor), metres: metres,
            grounds: try grounds.explain(unit: unit, donor: Int(donor), metres: metres)))
      }
    } catch {
      throw .notProved("\(error)")
    }
    return pairs
  }

  private func gap(_ pair: ExplainedPair) -> Int { sites.served[pair.unit] }

  /// By need, if one was asked for, then by unit.
  private func comesFirst(_ a: Int, _ b: Int) -> Bool {
    let (left, right) = (need.values[a], need.values[b])
    if let left, let right, left != right {
      return question.priority == .fewestDonors ? left < right : left > right
    }
    if (left == nil) != (right == nil) { return left != nil }
    return a < b
  }

  private func suggestion(_ pair: ExplainedPair, id: String) -> Suggestion {
    let donor = sites.donors[pair.donor]
    let home = question.asksAbove ? PairingsAbove.home(of: donor.node, in: network) : nil
    return Suggestion(
      id: id, unit: sites.servedUnits[pair.unit], donor: donor, metres: pair.metres,
      state: sites.gaps[gap(pair)].state, need: need.values[gap(pair)],
      above: home.flatMap { sites.rowsAbove[sites.classes[pair.unit]][$0] },
      ground: pair.grounds.ground, nearest: pair.grounds.nearest, next: pair.grounds.next)
  }

  private func loads(_ pairs: [ExplainedPair]) -> [DonorLoad] {
    var added = [Int](repeating: 0, count: sites.donors.count)
    var metres = [Int64](repeating: 0, count: sites.donors.count)
    for pair in pairs {
      added[pair.donor] += 1
      metres[pair.donor] += pair.metres
    }
    let allowed = Set(Set(sites.classes).flatMap { sites.donorsOfClass[$0] })
    return allowed.sorted().map(Int.init).map { donor in
      DonorLoad(
        donor: sites.donors[donor], before: sites.loads[donor], added: added[donor],
        capacity: sites.capacities[donor], metres: metres[donor])
    }
  }
}

// MARK: - What is left

extension SuggestionMaker {
  private func shortage() throws(SuggestionError) -> (served: Int, shortage: SuggestionShortage?) {
    do throws(GraphError) { return try sites.shortage() } catch { throw .graph(error) }
  }

  private func uncovered(_ plan: CoverPlan, isCutShort: Bool) -> [UncoveredUnit] {
    var left = sites.hopeless
    for (unit, donor) in plan.donors.enumerated() where donor < 0 {
      left.append((sites.served[unit], isCutShort ? .most : .capacity, nil))
    }
    let order = UncoveredUnit.Reason.allCases
    left.sort { a, b in
      let (first, second) = (order.firstIndex(of: a.reason)!, order.firstIndex(of: b.reason)!)
      return first == second ? comesFirst(a.gap, b.gap) : first < second
    }
    return left.map {
      UncoveredUnit(
        unit: sites.gaps[$0.gap].unit, state: sites.gaps[$0.gap].state, reason: $0.reason,
        place: $0.place, need: need.values[$0.gap])
    }
  }

  /// Sums of needs; nothing where none is asked for, or where they do not fit.
  private func needs(
    _ pairs: [ExplainedPair]
  ) -> (served: ExactDecimal, all: ExactDecimal, unit: String, unknown: Int)? {
    guard case .indicator = question.priority else { return nil }
    func sum(_ values: [ExactDecimal]) -> ExactDecimal? {
      values.reduce(ExactDecimal(0)) { sum, value in sum.flatMap { $0.adding(value) } }
    }
    guard let all = sum(need.values.compactMap(\.self)),
      let served = sum(pairs.compactMap { need.values[gap($0)] })
    else { return nil }
    return (served, all, need.unit, need.values.count { $0 == nil })
  }
}
