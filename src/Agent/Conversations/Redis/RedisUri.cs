using System.Globalization;
using StackExchange.Redis;

namespace AgentStack.Agent.Conversations.Redis;

/// <summary>The form <c>redis[s]://user:password@host:port/database</c>, in which many platforms hand an address out.</summary>
internal static class RedisUri
{
    /// <returns>Null when it is none, or names a user or a password without saying which of them it is.</returns>
    public static ConfigurationOptions? Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("redis" or "rediss") || uri.Query.Length > 0)
            return null;

        var options = new ConfigurationOptions { Ssl = uri.Scheme == "rediss" };
        options.EndPoints.Add($"{uri.Host}:{(uri.Port > 0 ? uri.Port : 6379).ToString(CultureInfo.InvariantCulture)}");
        if (uri.UserInfo.Length > 0)
        {
            if (uri.UserInfo.Split(':', 2) is not [var user, var password])
                return null;

            options.User = user.Length > 0 ? Uri.UnescapeDataString(user) : null;
            options.Password = Uri.UnescapeDataString(password);
        }

        if (uri.AbsolutePath.Trim('/') is { Length: > 0 } database)
            options.DefaultDatabase = int.Parse(database, NumberStyles.None, CultureInfo.InvariantCulture);

        return options;
    }
}
