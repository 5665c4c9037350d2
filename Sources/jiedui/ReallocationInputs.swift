internal import ArgumentParser
internal import JieduiKit

extension PackageOptions {
  /// Reads a problem of reallocation; every fault goes to standard error and ends with exit code 1.
  func reallocationFile(_ path: String, in network: PairingNetwork) throws -> ReallocationFile {
    do throws(DocumentRefusal) {
      let file = try ReallocationFile.read(path, in: network)
      RunRecord.note("problem", file: path)
      if !quiet {
        for issue in file.issues { Output.remark(issue.message(in: language)) }
      }
      return file
    } catch {
      for issue in error.issues { Output.remark(issue.message(in: language)) }
      throw ExitCode(1)
    }
  }

  /// The best plan or the rules that clash; without either, exit code 2, or 1 for a defect.
  func solve(_ file: ReallocationFile) throws -> ReallocationOutcome {
    do throws(ReallocationError) {
      return try file.problem.solve(file.options)
    } catch {
      let code: Int32 = if case .planFailedEvaluation = error { 1 } else { 2 }
      throw fail(code, error.wording, language)
    }
  }

  /// What the rule checker says; a plan that it calls broken is withheld.
  func verdicts(
    on solved: ReallocationResult, _ file: ReallocationFile, _ network: PairingNetwork
  ) throws -> [Verdict] {
    guard let year = file.year, !file.obligations.isEmpty else { return [] }
    let verdicts: [Verdict]
    do throws(PlanFault) {
      verdicts = try solved.verdicts(
        under: file.obligations, year: year, category: file.category, places: network)
    } catch {
      throw fail(1, error.message, language)
    }
    if let broken = verdicts.first(where: { $0.outcome == .notMet }) {
      throw fail(
        1,
        Wording(
          en: "The rule checker finds ‘\(broken.obligation.id)’ broken; the plan is withheld.",
          zh: "规则核验器判定“\(broken.obligation.id)”未达到，方案不予输出。"), language)
    }
    return verdicts
  }

  /// The best plan of a problem; rules that clash end with exit code 2.
  func solution(
    of path: String, in network: PairingNetwork
  ) throws -> (result: ReallocationResult, file: ReallocationFile) {
    let file = try reallocationFile(path, in: network)
    guard case .solved(let result) = try solve(file) else {
      throw fail(
        2,
        Wording(
          en:
            "No plan keeps all rules, so there is no change to draw; ‘jiedui reallocate’ shows which rules clash.",
          zh: "没有满足全部规则的方案，无法绘图；可用“jiedui reallocate”查看冲突的规则。"), language)
    }
    _ = try verdicts(on: result, file, network)
    return (result, file)
  }
}
