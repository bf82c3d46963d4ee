namespace AgentStack.Tests.Shared.Scripted;

/// <summary>
/// What a scripted MCP server does in place of its answer. Where it can, it runs the tool first: whoever asks cannot know.
/// </summary>
public enum ScriptedFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Takes the request and never answers.</summary>
    Hang,

    /// <summary>Sends the headers of an event stream and then nothing more.</summary>
    SilentStream,

    /// <summary>401 to one request, and serves the next.</summary>
    UnauthorizedOnce,

    Unauthorized,
    Forbidden,
    NotFound,
    NotAcceptable,

    /// <summary>424, as AgentCore answers for a container that failed.</summary>
    FailedDependency,

    /// <summary>429 with Retry-After.</summary>
    TooManyRequests,

    InternalError,
    Unavailable,

    /// <summary>Breaks the connection before it answers.</summary>
    Cut,

    /// <summary>Breaks the connection in the middle of its answer.</summary>
    CutInBody,

    /// <summary>Answers with bytes that are nothing.</summary>
    Garbage,

    /// <summary>Answers with a web page.</summary>
    Html,

    /// <summary>Ends in the middle of its JSON.</summary>
    HalfJson,

    /// <summary>Answers a request that nobody sent.</summary>
    WrongId,

    /// <summary>Answers with no body.</summary>
    Empty,

    /// <summary>Answers with 2 MB of text.</summary>
    Large,
}
