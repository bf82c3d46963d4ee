using System.Diagnostics.CodeAnalysis;

namespace AgentStack.RemoteMcp;

internal static class RemoteUrl
{
    private const string Qualifier = "qualifier=";

    /// <summary>An http or https address. One with a user in it is none: nobody would be told of that user.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Uri? url) =>
        Uri.TryCreate(text, UriKind.Absolute, out url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0;

    /// <summary>As users, models and logs may see it: without the query, where keys are put, but for a runtime's qualifier.</summary>
    public static string Show(Uri url)
    {
        var bare = url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        var qualifier = url.Query.TrimStart('?').Split('&').FirstOrDefault(part => part.StartsWith(Qualifier, StringComparison.Ordinal));
        return qualifier is null ? bare : $"{bare}?{qualifier}";
    }
}
