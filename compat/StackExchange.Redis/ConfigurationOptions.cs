using System.Globalization;

namespace StackExchange.Redis;

public sealed class ConfigurationOptions
{
    private const string DefaultSeparator = ",";

    public EndPointCollection EndPoints { get; } = [];

    public bool AbortOnConnectFail { get; set; } = true;

    public int AsyncTimeout { get; set; } = 5000;

    public string? ClientName { get; set; }

    public int ConnectRetry { get; set; } = 3;

    public int ConnectTimeout { get; set; } = 5000;

    public int? DefaultDatabase { get; set; }

    public string? Password { get; set; }

    public bool Ssl { get; set; }

    public string? SslHost { get; set; }

    public int SyncTimeout { get; set; } = 5000;

    public string? User { get; set; }

    /// <exception cref="ArgumentException">An option is not known, or its value is of the wrong kind.</exception>
    public static ConfigurationOptions Parse(string configuration)
    {
        var options = new ConfigurationOptions();
        foreach (var part in configuration.Split(DefaultSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0)
                options.EndPoints.Add(part);
            else
                options.Set(part[..equals].Trim(), part[(equals + 1)..].Trim());
        }

        return options;
    }

    private void Set(string key, string value)
    {
        switch (key.ToUpperInvariant())
        {
            case "ABORTCONNECT": AbortOnConnectFail = Flag(key, value); break;
            case "ASYNCTIMEOUT": AsyncTimeout = Number(key, value); break;
            case "CONNECTRETRY": ConnectRetry = Number(key, value); break;
            case "CONNECTTIMEOUT": ConnectTimeout = Number(key, value); break;
            case "DEFAULTDATABASE": DefaultDatabase = Number(key, value); break;
            case "NAME": ClientName = value; break;
            case "PASSWORD": Password = value; break;
            case "SSL": Ssl = Flag(key, value); break;
            case "SSLHOST": SslHost = value; break;
            case "SYNCTIMEOUT": SyncTimeout = Number(key, value); break;
            case "USER": User = value; break;
            default: throw new ArgumentException($"Keyword '{key}' is not supported.", key);
        }
    }

    private static bool Flag(string key, string value) =>
        bool.TryParse(value, out var flag)
            ? flag
            : throw new ArgumentException($"Keyword '{key}' requires a boolean value; the value '{value}' is not recognised.", key);

    private static int Number(string key, string value) =>
        int.TryParse(value, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ArgumentException($"Keyword '{key}' requires an integer value; the value '{value}' is not recognised.", key);
}
