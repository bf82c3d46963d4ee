using System.Diagnostics.CodeAnalysis;

namespace AgentStack.RemoteMcp;

internal static class RemoteUrl
{
    public static bool TryParse(string? text, [NotNullWhen(true)] out Uri? url) =>
        Uri.TryCreate(text, UriKind.Absolute, out url) && url.Scheme is "http" or "https";
}
