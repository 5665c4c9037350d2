@_exported public import Analysis
@_exported public import DataPackage
@_exported public import Geodesy
@_exported public import GraphCore
@_exported public import NetworkModel
@_exported public import Rendering
@_exported public import ScenarioFiles
@_exported public import Scenarios
