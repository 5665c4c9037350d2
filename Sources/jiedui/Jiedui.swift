import ArgumentParser

@main
struct Jiedui: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jiedui", abstract: "Analyse and draw networks of paired assistance.")
}
