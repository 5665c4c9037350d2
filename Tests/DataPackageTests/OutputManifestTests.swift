import DataPackage
import Foundation
import Testing

struct OutputManifestTests {
  private static func output(
    _ file: String, content: String = "x",
    arguments: [String] = ["gaps", "p", "--output", "out/a"],
    inputs: [OutputManifest.Input] = []
  ) -> OutputManifest.Output {
    OutputManifest.Output(
      file: file, content: Array(content.utf8), program: "jiedui test", arguments: arguments,
      directory: "..", inputs: inputs)
  }

  @Test("a manifest reads back what it wrote, whatever the order of the runs")
  func roundTrip() throws {
    let package = OutputManifest.Input(role: "package", name: "p", sha256: "00")
    let files = ["b.svg", "a.csv", "名单.txt", "B.svg"]
    var forwards = OutputManifest()
    for file in files { forwards.record(Self.output(file, inputs: [package, package])) }
    var backwards = OutputManifest()
    for file in files.reversed() {
      backwards.record(Self.output(file, content: "older"))
      backwards.record(Self.output(file, inputs: [package]))
    }
    #expect(forwards.json == backwards.json)
    let read = try OutputManifest(json: forwards.json)
    #expect(read == forwards)
    #expect(read.outputs.map(\.file) == ["B.svg", "a.csv", "b.svg", "名单.txt"])
    #expect(read.outputs.allSatisfy { $0.inputs == [package] })
    // SHA-256 of “x”, from sha256sum.
    #expect(
      read.outputs[0].sha256 == "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881")
  }

  @Test(
    "what is no manifest of ours is not taken for one",
    arguments: [
      "", "{}", "[1]", "{\"name\": \"an app\"}", "{\"manifest\": 1, \"outputs\": []}",
      "{\"manifest\": 2, \"outputs\": [{\"file\": \"../x\", \"bytes\": 1, \"sha256\": \"\", "
        + "\"program\": \"\", \"arguments\": [], \"directory\": \".\", \"inputs\": []}]}",
    ])
  func foreign(text: String) {
    #expect(throws: OutputManifestError.foreign) { try OutputManifest(json: Array(text.utf8)) }
  }

  @Test("a folder without a manifest is told apart from one with another file of that name")
  func missing() {
    #expect(throws: OutputManifestError.missing) {
      try OutputManifest(folder: NSTemporaryDirectory() + "no-such-folder-of-jiedui")
    }
  }

  @Test("a file is judged by what is there and by what the command writes again")
  func verdicts() {
    let old = OutputManifest.Input(role: "package", name: "p", sha256: "00")
    let new = OutputManifest.Input(role: "package", name: "p", sha256: "01")
    let listed = Self.output("a", inputs: [old])
    func verdict(_ present: String?, _ again: OutputManifest.Output?) -> OutputVerdict {
      OutputVerdict(listed, present: present, again: again)
    }
    #expect(verdict(nil, nil) == .missing)
    #expect(verdict("ff", listed) == .altered)
    #expect(verdict(listed.sha256, nil) == .failed)
    #expect(verdict(listed.sha256, listed) == .same)
    #expect(verdict(listed.sha256, Self.output("a", content: "y", inputs: [old])) == .differs)
    #expect(verdict(listed.sha256, Self.output("a", content: "y", inputs: [new])) == .inputChanged)
  }

  @Test("a repeated command writes into another folder and nowhere else")
  func redirection() {
    let arguments = [
      "whatif", "p", "--output", "out/a.csv", "--manifest=../run.json", "-o", "sub/", "--level",
      "--output", "x",
    ]
    let listed = Self.output("a", arguments: arguments)
    #expect(
      listed.arguments == [
        "whatif", "p", "--output", "a.csv", "--manifest=run.json", "-o", "./", "--level",
        "--output", "x",
      ], "the way to a written file differs from run to run and says nothing")
    let moved = listed.arguments(writingInto: "/t")
    #expect(
      moved == [
        "whatif", "p", "--output", "/t/a.csv", "--manifest=/t/run.json", "-o", "/t", "--level",
        "--output", "/t/x",
      ])
  }

  @Test("a page in a folder is made again in another folder, with or without a slash at its end")
  func pages() {
    func arguments(_ output: String) -> [String] {
      Self.output("p-en.html", arguments: ["report", "p", "--output", output]).arguments
    }
    #expect(arguments("out") == ["report", "p", "--output", "./"])
    #expect(arguments("out/") == ["report", "p", "--output", "./"])
    #expect(arguments("out/p-en.html") == ["report", "p", "--output", "p-en.html"])
  }
}
