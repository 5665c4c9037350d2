internal import ArgumentParser
internal import JieduiKit

/// A scenario and where it was written down: a file of changes, or a plan as a table.
struct WhatIfSide {
  let scenario: Scenario
  let applied: AppliedScenario
  let inputs: [RunManifest.Input]
  /// Absent for a plan.
  let file: ScenarioFile?
}

extension PackageOptions {
  /// Reads a scenario file; every fault goes to standard error and ends with exit code 1.
  func scenarioFile(_ path: String) throws -> ScenarioFile {
    do throws(DocumentRefusal) {
      let file = try ScenarioFile.read(path)
      for document in file.documents {
        RunRecord.note("scenario", document.file, sha256: document.digest)
      }
      return file
    } catch {
      for issue in error.issues { Output.remark(issue.message(in: language)) }
      throw ExitCode(1)
    }
  }

  /// A scenario file applied to the package.
  func side(_ path: String, role: String, in network: PairingNetwork) throws -> WhatIfSide {
    let file = try scenarioFile(path)
    if !quiet { for issue in file.issues { Output.remark(issue.message(in: language)) } }
    do throws(ScenarioError) {
      let applied = try file.scenario.application(to: network)
      if !quiet {
        for issue in file.issues(of: applied.warnings) {
          Output.remark(issue.message(in: language))
        }
      }
      return WhatIfSide(
        scenario: file.scenario, applied: applied,
        inputs: file.documents.enumerated().map { index, document in
          RunManifest.Input(
            role: index == 0 ? role : "\(role)_base_\(index)", name: document.file,
            digest: document.digest)
        }, file: file)
    } catch {
      for issue in file.issues(of: error) { Output.remark(issue.message(in: language)) }
      throw ExitCode(1)
    }
  }

  /// A plan applied to the package: for its donors, years and steps it is all that is given.
  func plan(
    _ path: String, years: ClosedRange<Int>?, status: FlowStatus?, in network: PairingNetwork
  ) throws -> WhatIfSide {
    let plan = PlanFile.read(path, assumesGB18030: encoding == .gb18030)
    for issue in plan.issues where issue.severity == .error || !quiet {
      Output.remark(issue.message(in: language))
    }
    if plan.hasErrors { throw ExitCode(1) }
    RunRecord.note("plan", file: path)
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let listed = plan.rows.compactMap(\.year)
    let span = years ?? listed.min().flatMap { first in listed.max().map { first...$0 } }
    let steps = plan.rows.compactMap(\.status)
    let step = status ?? (Set(steps).count == 1 ? steps.first : nil)
    let scenario = Scenario(
      name, baseline: Baseline(years: span, status: step),
      changes: [
        Change(
          .plan(
            plan.rows.map {
              PlannedFunds(
                donor: $0.donor, recipient: $0.recipient, amount: $0.amount, category: $0.category,
                year: $0.year, status: $0.status)
            }))
      ])
    do throws(ScenarioError) {
      let applied = try scenario.application(to: network)
      if !quiet {
        for warning in applied.warnings {
          Output.remark("\(name): " + warning.text(language) + " " + warning.advice(language))
        }
      }
      return WhatIfSide(
        scenario: scenario, applied: applied,
        inputs: [RunManifest.Input(role: "plan", name: name, digest: plan.digest ?? "")],
        file: nil)
    } catch {
      for refusal in error.refusals {
        Output.remark(plan.issue(of: refusal, file: name).message(in: language))
      }
      throw ExitCode(1)
    }
  }
}

extension PlanFile.Result {
  /// What is wrong with a line of the plan, at its row and column: `plan[2].donor`.
  fileprivate func issue(of refusal: ChangeRefusal, file: String) -> TableIssue {
    let parts = (refusal.field ?? "").split { $0 == "[" || $0 == "]" || $0 == "." }
    let index = parts.count > 1 ? Int(parts[1]) : nil
    return TableIssue(
      code: "scenario/change", severity: .error, file: file,
      line: index.map { rows[$0].line } ?? 0,
      column: parts.count > 2 ? String(parts[2]) : nil, found: refusal.found,
      problem: refusal.problem, fix: refusal.fix)
  }
}
