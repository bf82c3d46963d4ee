using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using AgentStack.LocalAws.Bedrock.Conversation;

namespace AgentStack.LocalAws.AgentCore.Memory;

/// <summary>A part of a listing, and the token for the next one.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? NextToken)
{
    private const int DefaultSize = 20;

    /// <summary>Null when the token is of another listing.</summary>
    /// <param name="all">The whole listing.</param>
    /// <param name="request">Its <c>maxResults</c> and <c>nextToken</c>.</param>
    /// <param name="listing">Names the listing; a token is of one only.</param>
    /// <param name="key">What the next page begins after.</param>
    public static Page<T>? Of(IReadOnlyList<T> all, JsonElement request, string listing, Func<T, string> key)
    {
        var begin = 0;
        if (request.Text(MemoryNames.NextToken) is { } token)
        {
            var after = Decode(token, listing);
            begin = after is null ? -1 : all.TakeWhile(item => key(item) != after).Count() + 1;
            if (begin < 0)
                return null;
        }

        var size = (int)(request.Member(MemoryNames.MaxResults)?.GetDouble() ?? DefaultSize);
        var items = all.Skip(begin).Take(size).ToList();
        return new Page<T>(items, begin + size < all.Count ? Encode(listing, key(items[^1])) : null);
    }

    private static string Encode(string listing, string after) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{listing}\n{after}"));

    private static string? Decode(string token, string listing) =>
        Base64Url.IsValid(token)
        && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)).Split('\n') is [var named, var after] && named == listing
            ? after
            : null;
}
