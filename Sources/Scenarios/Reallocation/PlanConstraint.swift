/// A constraint by its name.
public enum PlanConstraint: Hashable, Sendable {
  /// The total.
  case budget
  case donorBudget(String)
  case rule(String)
}
