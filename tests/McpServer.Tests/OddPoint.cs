namespace AgentStack.McpServer.Tests;

internal sealed record OddPoint(int X, int Y);
