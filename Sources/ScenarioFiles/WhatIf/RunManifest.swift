internal import DataPackage

/// What a result was made from, so that the same bytes can be made again.
///
/// No clock, machine or user is in it: the same run writes the same manifest.
public struct RunManifest: Sendable {
  /// A file that was read, with its SHA-256.
  public struct Input: Hashable, Sendable {
    public var role: String
    public var name: String
    public var digest: String

    public init(role: String, name: String, digest: String) {
      self.role = role
      self.name = name
      self.digest = digest
    }
  }

  public var program: String
  public var verb: String
  public var package: String
  public var fingerprint: String
  public var inputs: [Input]
  /// The options that decide the result, in the order given here.
  public var options: [(name: String, value: String)]
  public var result: [UInt8]

  public init(
    program: String, verb: String, package: String, fingerprint: String, inputs: [Input],
    options: [(name: String, value: String)], result: [UInt8]
  ) {
    self.program = program
    self.verb = verb
    self.package = package
    self.fingerprint = fingerprint
    self.inputs = inputs
    self.options = options
    self.result = result
  }

  /// One digest of all inputs, so that two runs can be told apart at a glance.
  public static func digest(of inputs: [Input]) -> String {
    SHA256.hex(Array(inputs.map { "\($0.role)\0\($0.digest)\n" }.joined().utf8))
  }

  /// JSON, keys in a fixed order, with a line feed at the end.
  public var json: String {
    func quoted(_ text: String) -> String { JSONText.quoted(text) }
    let files = inputs.map {
      "    {\"role\": \(quoted($0.role)), \"name\": \(quoted($0.name)), \"sha256\": \(quoted($0.digest))}"
    }
    let settings = options.map { "    \(quoted($0.name)): \(quoted($0.value))" }
    return """
      {
        "manifest": 1,
        "program": \(quoted(program)),
        "verb": \(quoted(verb)),
        "package": \(quoted(package)),
        "fingerprint": \(quoted(fingerprint)),
        "inputs": [\(files.isEmpty ? "" : "\n" + files.joined(separator: ",\n") + "\n  ")],
        "inputs_sha256": \(quoted(Self.digest(of: inputs))),
        "options": {\(settings.isEmpty ? "" : "\n" + settings.joined(separator: ",\n") + "\n  ")},
        "result_bytes": \(result.count),
        "result_sha256": \(quoted(SHA256.hex(result)))
      }

      """
  }
}
