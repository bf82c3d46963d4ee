using AgentStack.Agent.Tools.Results;
using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Turns;

/// <summary>
/// Images of tool results. Bedrock's chat client has no place for them inside a result, so they stand after the results
/// in the same message, each call's under its name; and only while the turn lasts.
/// </summary>
internal static class ShownImages
{
    /// <param name="calls">In whose order they stand.</param>
    /// <param name="images">By the ids of the calls.</param>
    /// <param name="sent">The messages of the turn so far, whose images are in every request of it.</param>
    public static IEnumerable<AIContent> Of(
        IReadOnlyList<FunctionCallContent> calls,
        IReadOnlyDictionary<string, IReadOnlyList<DataContent>> images,
        IEnumerable<ChatMessage> sent)
    {
        var contents = new List<AIContent>();
        var before = sent.SelectMany(message => message.Contents).OfType<DataContent>().ToList();
        var left = ResultImage.MostInARequest - before.Count;
        var bytesLeft = ResultImage.MaxBytesInARequest - before.Sum(image => image.Data.Length);
        foreach (var call in calls)
        {
            if (images.GetValueOrDefault(call.CallId) is not { Count: > 0 } own)
                continue;

            var shown = new List<DataContent>();
            foreach (var image in own.Where(image => left > 0 && image.Data.Length <= bytesLeft))
            {
                shown.Add(image);
                left--;
                bytesLeft -= image.Data.Length;
            }

            var rest = shown.Count == own.Count ? "" : $"; {own.Count - shown.Count} more are not shown: a request holds {ResultImage.MostInARequest} of {ResultImage.MaxBytesInARequest} bytes in all";
            contents.Add(new TextContent($"[{shown.Count} images of the result of {call.Name}{rest}]"));
            contents.AddRange(shown);
        }

        return contents;
    }

    /// <summary>The messages as they are kept: what a result said, not what it showed.</summary>
    public static ChatMessage WithoutThem(ChatMessage message) =>
        message.Role == ChatRole.Tool && message.Contents.Any(content => content is DataContent)
            ? new ChatMessage(ChatRole.Tool, [.. message.Contents.OfType<FunctionResultContent>()])
            : message;
}
