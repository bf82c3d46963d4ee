using AgentStack.McpServer.Protocol.JsonRpc;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using ModelContextProtocol;

namespace AgentStack.McpServer.Protocol;

/// <summary>What a request says it brings and takes.</summary>
internal static class MediaTypes
{
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
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals(McpWire.JsonMediaType, StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static AnswerFormats Accepted(StringValues accept)
    {
        if (!MediaTypeHeaderValue.TryParseList(accept, out var ranges))
            return AnswerFormats.None;

        var formats = AnswerFormats.None;
        foreach (var range in ranges.Where(range => range.Quality is not 0d))
        {
            formats |= Covers(range, McpWire.JsonMediaType) ? AnswerFormats.Json : AnswerFormats.None;
            formats |= Covers(range, McpWire.EventStreamMediaType) ? AnswerFormats.EventStream : AnswerFormats.None;
        }

        return formats;
    }

    private static bool Covers(MediaTypeHeaderValue range, string mediaType) =>
        range.MatchesAllTypes
        || range.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase)
        || (range.MatchesAllSubTypes && mediaType.StartsWith($"{range.Type}/", StringComparison.OrdinalIgnoreCase));
}
