using AgentStack.LocalAws.Wire;
using Microsoft.AspNetCore.Http;

namespace AgentStack.LocalAws.AgentCore;

/// <summary>The session of a call: checked when the caller names one, made up when not, told to both sides.</summary>
internal static class SessionHeaders
{
    public static readonly AwsError Missing = new(400, "ValidationException", "A runtime session id is required.");

    private const int ShortestId = 33;
    private const int LongestId = 256;

    public static AwsError? Problem(IHeaderDictionary headers)
    {
        if (headers[AgentCoreHeaders.McpSessionId].ToString() is var mcpSession && !mcpSession.All(IsPrintable))
            return Unprintable("mcpSessionId");

        if (!headers.TryGetValue(AgentCoreHeaders.RuntimeSessionId, out var values))
            return null;

        var id = values.ToString();
        if (!id.All(IsPrintable))
            return Unprintable("runtimeSessionId");

        if (id.Length is >= ShortestId and <= LongestId)
            return null;

        var bound = id.Length < ShortestId ? $"greater than or equal to {ShortestId}" : $"less than or equal to {LongestId}";
        return new AwsError(
            400,
            "ValidationException",
            $"1 validation error detected: Value '{id}' at 'runtimeSessionId' failed to satisfy constraint: "
            + $"Member must have length {bound}");
    }

    private static bool IsPrintable(char c) => c is > ' ' and < '\u007F';

    private static AwsError Unprintable(string member) => new(
        400,
        "ValidationException",
        $"1 validation error detected: Value at '{member}' failed to satisfy constraint: Member must be printable ASCII");

    /// <summary>A GUID has 36 characters, enough for the service's own rule.</summary>
    public static void Assign(Invocation invocation)
    {
        Assign(invocation.Context, AgentCoreHeaders.RuntimeSessionId);
        if (invocation.IsMcp)
            Assign(invocation.Context, AgentCoreHeaders.McpSessionId);

        invocation.Context.Request.Headers[AgentCoreHeaders.RuntimeRequestId] = invocation.Context.TraceIdentifier;
    }

    private static void Assign(HttpContext context, string header)
    {
        if (!context.Request.Headers.ContainsKey(header))
            context.Request.Headers[header] = Guid.NewGuid().ToString();

        context.Response.Headers[header] = context.Request.Headers[header];
    }
}
