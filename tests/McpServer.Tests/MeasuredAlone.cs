namespace AgentStack.McpServer.Tests;

/// <summary>Tests that measure the process's memory: no other runs beside them.</summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public sealed class MeasuredAlone;
