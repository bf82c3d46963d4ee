using AgentStack.Tests.Shared.Scripted;

namespace AgentStack.RemoteMcp.Tests.Matrix;

/// <summary>How the request of a cell shall end, and what it shall say if it fails.</summary>
/// <param name="Succeeds">Null where both will do.</param>
/// <param name="Problem">Words of what happened; one of them, if divided by a bar.</param>
/// <param name="Remedy">Words of what to do.</param>
internal sealed record Expected(bool? Succeeds, string Problem = "", string Remedy = "")
{
    private static readonly Expected Success = new(true);
    private static readonly Expected Unreachable = new(false, "ConnectionRefused|The connection broke", "Check that the server is up");
    private static readonly Expected ContainerFailed = new(false, "container failed", "log");

    public static Expected Of(Cell cell) => cell.Trouble switch
    {
        Trouble.Refused => cell.Profile.IsRuntime ? ContainerFailed : Unreachable,
        // A server without sessions is the same as before; of the others the session is a new one. Only what is safe is
        // repeated when the connection broke under the call.
        Trouble.Restarted => Success,
        Trouble.OtherTools => new(false, "The server has no tool", "listed again"),
        Trouble.Scripted scripted => cell.Profile.IsRuntime ? BehindTheDoor(cell, scripted) : Direct(cell.Profile.Access, scripted.Fault),
        _ => throw new InvalidOperationException($"Nothing is expected of {cell.Trouble}"),
    };

    /// <summary>At which step a failure shall be told to be.</summary>
    public static ConnectionStep[] Steps(Trouble trouble) => trouble switch
    {
        Trouble.Scripted { Step: ScriptedStep.Start or ScriptedStep.Initialized } => [ConnectionStep.Connect],
        Trouble.Scripted { Step: ScriptedStep.ListTools } => [ConnectionStep.ListTools],
        Trouble.Scripted or Trouble.OtherTools => [ConnectionStep.CallTool],
        // A connection that stands is cut at the call; one that is to be opened cannot be.
        _ => [ConnectionStep.Connect, ConnectionStep.CallTool],
    };

    private static Expected Direct(RemoteServerAuth access, ScriptedFault fault) => fault switch
    {
        ScriptedFault.Hang or ScriptedFault.SilentStream => new(false, "No answer within", "longer"),
        ScriptedFault.UnauthorizedOnce => access switch
        {
            RemoteServerAuth.M2M => Success,
            RemoteServerAuth.Bearer => new(null, "401"),
            _ => Unauthorized(access),
        },
        ScriptedFault.Unauthorized => Unauthorized(access),
        ScriptedFault.Forbidden when access is RemoteServerAuth.SigV4 => new(false, "Access was denied (403)", "bedrock-agentcore:InvokeAgentRuntime"),
        ScriptedFault.Forbidden => new(false, "Access was denied (403)", "Check"),
        // With a session on the request it means that.
        ScriptedFault.NotFound => new(false, "Nothing is there (404)|forgotten the session", "ends in /mcp|Check that the server is up"),
        ScriptedFault.NotAcceptable => new(false, "Accept", "text/event-stream"),
        ScriptedFault.FailedDependency => ContainerFailed,
        ScriptedFault.TooManyRequests => new(false, "429", "again"),
        ScriptedFault.InternalError => new(false, "HTTP 500", "log"),
        ScriptedFault.Unavailable => new(false, "HTTP 503", "log"),
        ScriptedFault.Cut => new(false, "The connection broke", "Check that the server is up"),
        // Whether the end of what was read looks like an end is a matter of luck.
        ScriptedFault.CutInBody => new(false, "The connection broke|not MCP", "Check that the server is up|streamable HTTP"),
        ScriptedFault.Large => Success,
        _ => new(false, "not MCP", "streamable HTTP"),
    };

    private static Expected Unauthorized(RemoteServerAuth access) => access switch
    {
        RemoteServerAuth.None => new(false, "asks for a token (401)", "Auth="),
        RemoteServerAuth.SigV4 => new(false, "asks for a token (401)", "takes no signatures"),
        _ => new(false, "token was refused (401)", "Check"),
    };

    // What a container does wrong is opaque to who calls a runtime, except the shape of an answer that was a success.
    private static Expected BehindTheDoor(Cell cell, Trouble.Scripted scripted) => scripted.Fault switch
    {
        // Whether a notification fails in the container is not told.
        // The older handshake is tried when the newer one fails, and that was the once.
        ScriptedFault.UnauthorizedOnce when scripted.Step is ScriptedStep.Start => new(null, "container failed|refused the handshake"),
        _ when scripted.Step is ScriptedStep.Initialized => new(null, "container failed|No answer within"),
        // What the door has read of it when it is cut is a matter of luck.
        ScriptedFault.CutInBody => new(false, "container failed|connection broke|ended early|not MCP", "log|server|streamable HTTP"),
        ScriptedFault.Hang or ScriptedFault.SilentStream or ScriptedFault.Large
            or ScriptedFault.Garbage or ScriptedFault.Html or ScriptedFault.HalfJson or ScriptedFault.WrongId or ScriptedFault.Empty
            => Direct(cell.Profile.Access, scripted.Fault),
        _ => ContainerFailed,
    };
}
