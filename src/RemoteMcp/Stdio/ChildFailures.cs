using AgentStack.RemoteMcp.Connections;

namespace AgentStack.RemoteMcp.Stdio;

/// <summary>What becomes of servers that are commands, in an operator's words.</summary>
internal static class ChildFailures
{
    /// <summary>Null for a failure of another kind.</summary>
    public static (string Problem, string Remedy)? Explain(Exception failure, ServerAddress address) => failure switch
    {
        ChildNotStartedException e => ($"The process could not be started: {e.Message}.", e.Remedy),
        ChildEndedException { HasSpoken: false } e => (
            $"The process ended at once (exit code {e.ExitCode}).",
            "Run the command by hand; the end of what it wrote to its standard error is in the log at Debug."),
        ChildEndedException e => (
            $"The process ended (exit code {e.ExitCode}).",
            "It is started again; the end of what it wrote to its standard error is in the log at Debug."),
        ChildGibberishException e => (
            $"The process wrote {e.Lines} lines to its standard output, none of them MCP.",
            "Have it log to its standard error; its standard output is for MCP alone."),
        TimeoutException when address.IsProcess => (
            failure.Message,
            "Check that the command is an MCP server for standard input and output. A slow one needs a longer ConnectTimeout or CallTimeout."),
        _ => null,
    };
}
