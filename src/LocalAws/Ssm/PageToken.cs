using System.Buffers.Text;
using System.Text;

namespace AgentStack.LocalAws.Ssm;

/// <summary>Where the next page begins: after this name, in the listing of this path.</summary>
internal sealed record PageToken(string Path, string After)
{
    public string Encode() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{Path}\n{After}"));

    public static PageToken? Decode(string text) =>
        Base64Url.IsValid(text)
        && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('\n') is [var path, var after]
            ? new PageToken(path, after)
            : null;
}
