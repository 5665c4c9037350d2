import Foundation
import JieduiKit

/// Measures one task of the benchmark in this process and prints a line of JSON.
///
///     measures TASK SIZE FOLDER [--workers N] [--seconds BUDGET]
///
/// The graph is built before the clock starts (except in the task `load`). A task runs at least once, then
/// again until the budget of seconds is used up or it has run 25 times; the medians are printed,
/// with the answer and the peak of resident memory in MiB.
@main
struct Measures {
  static func main() throws {
    var arguments = Array(CommandLine.arguments.dropFirst())
    func option(_ name: String, _ standard: Double) -> Double {
      guard let at = arguments.firstIndex(of: name), at + 1 < arguments.count,
        let value = Double(arguments[at + 1])
      else { return standard }
      arguments.removeSubrange(at...at + 1)
      return value
    }
    let workers = Int(option("--workers", Double(Execution.processorCount)))
    let budget = option("--seconds", 5)
    guard arguments.count == 3 else {
      print("measures TASK SIZE FOLDER [--workers N] [--seconds BUDGET]")
      exit(64)
    }
    let network = SyntheticNetwork(folder: arguments[2], size: arguments[1])
    let tasks = Tasks(network: network, execution: Execution(workers: workers))
    let run: () throws -> Answer
    do {
      run = try tasks.prepare(arguments[0])
    } catch let error as Tasks.Unknown {
      FileHandle.standardError.write(Data("There is no task \(error.name).\n".utf8))
      exit(64)
    }
    var walls: [Double] = []
    var processors: [Double] = []
    var answer: Answer = []
    let begin = seconds(CLOCK_MONOTONIC)
    while walls.isEmpty || (walls.count < 25 && seconds(CLOCK_MONOTONIC) - begin < budget) {
      let (processor, wall) = (seconds(CLOCK_PROCESS_CPUTIME_ID), seconds(CLOCK_MONOTONIC))
      answer = try run()
      walls.append(seconds(CLOCK_MONOTONIC) - wall)
      processors.append(seconds(CLOCK_PROCESS_CPUTIME_ID) - processor)
    }
    let found = answer.map { "\"\($0.name)\": \($0.value)" }.joined(separator: ", ")
    print(
      "{\"who\": \"jiedui\", \"task\": \"\(arguments[0])\", \"size\": \"\(arguments[1])\", "
        + "\"workers\": \(workers), \"runs\": \(walls.count), \"wall\": \(median(walls)), "
        + "\"cpu\": \(median(processors)), \"peak\": \(peakInMebibytes()), "
        + "\"answer\": {\(found)}}")
  }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  private static func peakInMebibytes() -> Double {
    var usage = rusage()
    #if os(Linux)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    #else
      getrusage(RUSAGE_SELF, &usage)
    #endif
    return Double(usage.ru_maxrss) / 1024
  }
}
