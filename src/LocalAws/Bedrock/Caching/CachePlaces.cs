using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AgentStack.LocalAws.Bedrock.Conversation;

namespace AgentStack.LocalAws.Bedrock.Caching;

/// <summary>Reads a request in the order in which a model does: tools, system text, messages.</summary>
internal static class CachePlaces
{
    private static readonly TimeSpan Default = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    /// <summary>The end of each block, in order; a cache point belongs to the block before it.</summary>
    public static IReadOnlyList<CachePlace> Read(string modelId, JsonElement request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(modelId));
        var characters = 0;
        var places = new List<CachePlace>();
        foreach (var (section, block) in Blocks(request))
        {
            if (block.Member(ConverseNames.CachePoint) is { } point)
            {
                if (places.Count > 0)
                    places[^1] = places[^1] with { KeepFor = point.Text("ttl") == "1h" ? Long : Default };

                continue;
            }

            var text = block.GetRawText();
            characters += text.Length;
            hash.AppendData(Encoding.UTF8.GetBytes($"\n{section}\n{text}"));
            places.Add(new CachePlace(Convert.ToHexString(hash.GetCurrentHash()), TokenCount.Tokens(characters), null));
        }

        return places;
    }

    private static IEnumerable<(string Section, JsonElement Block)> Blocks(JsonElement request) =>
        (request.Member(ConverseNames.ToolConfig)?.Items(ConverseNames.Tools) ?? []).Select(tool => (ConverseNames.Tools, tool))
            .Concat(request.Items(ConverseNames.System).Select(block => (ConverseNames.System, block)))
            .Concat(request.Items(ConverseNames.Messages).SelectMany((message, index) =>
                message.Items(ConverseNames.Content).Select(block => ($"{index} {message.Text(ConverseNames.Role)}", block))));
}
