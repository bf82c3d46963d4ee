namespace AgentStack.Agent.Tools.Schemas;

/// <summary>A schema grew beyond its limits while it was written out.</summary>
internal sealed class SchemaTooLargeException() : Exception("The schema is too large when its references are written out.");
