using System.Diagnostics.CodeAnalysis;

namespace AgentStack.RemoteMcp;

internal static class RemoteUrl
{
    private const string Qualifier = "qualifier=";

    /// <summary>Anything shorter is in every other word.</summary>
    private const int ShortestSecret = 4;

    /// <summary>An http or https address. One with a user in it is none: nobody would be told of that user.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Uri? url) =>
        Uri.TryCreate(text, UriKind.Absolute, out url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0;

    /// <summary>The values in an address's query, where keys are put, as they are written and as they are meant; but for a runtime's qualifier.</summary>
    public static IEnumerable<string> Secrets(string? url)
    {
        var query = url?.Split('#')[0].Split('?', 2) is [_, var text] ? text : "";
        return query.Split('&').Where(part => !part.StartsWith(Qualifier, StringComparison.Ordinal))
            .Select(part => part[(part.IndexOf('=', StringComparison.Ordinal) + 1)..])
            .SelectMany(value => new[] { value, Uri.UnescapeDataString(value) })
            .Where(value => value.Length >= ShortestSecret);
    }

    /// <summary>As users, models and logs may see it: without the query, where keys are put, but for a runtime's qualifier.</summary>
    public static string Show(Uri url)
    {
        var bare = url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        var qualifier = url.Query.TrimStart('?').Split('&').FirstOrDefault(part => part.StartsWith(Qualifier, StringComparison.Ordinal));
        return qualifier is null ? bare : $"{bare}?{qualifier}";
    }
}
