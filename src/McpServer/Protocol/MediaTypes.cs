using AgentStack.McpServer.Protocol.JsonRpc;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using ModelContextProtocol;

namespace AgentStack.McpServer.Protocol;

/// <summary>What a request says it brings and takes.</summary>
internal static class MediaTypes
{
    /// <summary>What nearly all clients send, known without being read.</summary>
    private const string UsualAccept = $"{McpWire.JsonMediaType}, {McpWire.EventStreamMediaType}";

    public static (AnswerFormats Formats, RpcError? Problem) Check(HttpRequest request)
    {
        if (!IsJson(request.ContentType))
        {
            return (AnswerFormats.None, new RpcError(
                McpErrorCode.InvalidRequest,
                "Content-Type must be application/json in UTF-8",
                StatusCodes.Status415UnsupportedMediaType));
        }

        var formats = Accepted(request.Headers.Accept);
        return formats != AnswerFormats.None ? (formats, null) : (formats, new RpcError(
            McpErrorCode.InvalidRequest,
            "Accept must name application/json and text/event-stream",
            StatusCodes.Status406NotAcceptable));
    }

    private static bool IsJson(string? contentType) =>
        contentType == McpWire.JsonMediaType
        || (MediaTypeHeaderValue.TryParse(contentType, out var type)
            && type.MediaType.Equals(McpWire.JsonMediaType, StringComparison.OrdinalIgnoreCase)
            && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)));

    private static AnswerFormats Accepted(StringValues accept)
    {
        if (accept is [UsualAccept])
            return AnswerFormats.Json | AnswerFormats.EventStream;

        if (!MediaTypeHeaderValue.TryParseList(accept, out var ranges))
            return AnswerFormats.None;

        return (IsTaken(ranges, McpWire.JsonMediaType) ? AnswerFormats.Json : AnswerFormats.None)
            | (IsTaken(ranges, McpWire.EventStreamMediaType) ? AnswerFormats.EventStream : AnswerFormats.None);
    }

    // The closest range decides: "*/*, application/json;q=0" takes everything but JSON.
    private static bool IsTaken(IList<MediaTypeHeaderValue> ranges, string mediaType)
    {
        MediaTypeHeaderValue? closest = null;
        foreach (var range in ranges)
        {
            if (Closeness(range, mediaType) > (closest is null ? 0 : Closeness(closest, mediaType)))
                closest = range;
        }

        return closest is not null && closest.Quality is not 0d;
    }

    private static int Closeness(MediaTypeHeaderValue range, string mediaType) => range switch
    {
        { MatchesAllTypes: true } => 1,
        { MatchesAllSubTypes: true } when mediaType.StartsWith($"{range.Type}/", StringComparison.OrdinalIgnoreCase) => 2,
        _ when range.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase) => 3,
        _ => 0,
    };
}
