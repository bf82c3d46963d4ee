using System.CommandLine;
using AgentStack.Agent.Remote;
using AgentStack.RemoteMcp;
using AgentStack.RemoteMcp.Connections;
using AgentStack.Settings;

namespace AgentStack.Agent.Commands;

internal static class TokenCommand
{
    /// <summary>What a server may have for another way to prove oneself, and no user's sign-in takes.</summary>
    private static readonly string[] OfOtherWays =
        [nameof(RemoteServerOptions.Scope), nameof(RemoteServerOptions.Resource), nameof(RemoteServerOptions.Token), nameof(RemoteServerOptions.Region)];

    public static Command Create(AgentFactory factory, string[] settings)
    {
        var server = new Option<string?>("--server") { Description = "The MCP server of the settings whose token is meant; needed where there are several." };
        var user = new Option<string?>("--user")
        {
            Description = "A Cognito user in the place of the machine (USER_PASSWORD_AUTH, for testing); the password is asked for, or read from standard input.",
        };
        var show = new Option<bool>("--show") { Description = "Print the token alone, and what it says to standard error." };
        var command = new Command("token", "Get the access token of a remote MCP server, and tell what it says; never the token itself, unless with --show.")
        {
            server,
            user,
            show,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var console = CommandConsole.OfProcess;
            var name = parsed.GetValue(server);
            var request = new AgentRequest(settings, IsServing: false, parsed)
            {
                IsLook = true,
                Overlay = parsed.GetValue(user) is { } userName ? all => SignIn(all, name, userName, console) : null,
            };
            await using var app = await factory(request, cancellationToken);
            return await RunAsync(app.Services, name, parsed.GetValue(show), console, cancellationToken);
        });
        return command;
    }

    internal static async Task<int> RunAsync(
        IServiceProvider services, string? name, bool shows, CommandConsole console, CancellationToken cancellationToken)
    {
        var server = TokenServers.Choose(services.GetRequiredService<RemoteMcpServers>(), name);
        try
        {
            if (await server.GetTokenAsync(cancellationToken) is not { } token)
                return await console.FailAsync($"MCP server '{server.Name}' is sent no token.");

            var report = new TokenReport(server.Name, token.Facts, services.GetRequiredService<TimeProvider>().GetUtcNow());
            foreach (var line in report.Lines)
                await (shows ? console.Notes : console.Output).WriteLineAsync(Chat.PrintableText.Of(line));

            if (shows)
                await console.Output.WriteLineAsync(token.Reveal());

            return ExitCode.Success;
        }
        catch (RemoteMcpException e)
        {
            return await console.FailAsync(e.Message);
        }
    }

    /// <summary>Puts a user in the place of a server's machine: settings of this process alone, and never of its command line.</summary>
    /// <exception cref="SettingsException">There is no such server, or no password.</exception>
    internal static void SignIn(IConfigurationManager configuration, string? server, string user, CommandConsole console)
    {
        if (server is null)
            throw new UsageException("--server is missing: --user needs to know whose issuer and app client are meant");

        var servers = configuration.GetSection(RemoteServerSettings.Section).GetChildren().Select(each => each.Key).ToList();
        if (!servers.Contains(server, StringComparer.OrdinalIgnoreCase))
            throw new UsageException($"--server \"{server}\" is no MCP server of the settings; {Listed(servers)}");

        var password = HiddenInput.ReadLine(console, $"Password of {Chat.PrintableText.Line(user, 80)}: ");
        if (string.IsNullOrEmpty(password))
            throw new UsageException("the password is missing: type it, or pass it on standard input");

        var section = RemoteServerSettings.Key(server);
        configuration.AddInMemoryCollection(
        [
            new($"{section}:{nameof(RemoteServerOptions.Auth)}", nameof(RemoteServerAuth.UserPassword)),
            new($"{section}:{nameof(RemoteServerOptions.UserName)}", user),
            new($"{section}:{nameof(RemoteServerOptions.Password)}", password),
            .. OfOtherWays.Select(key => new KeyValuePair<string, string?>($"{section}:{key}", "")),
        ]);
    }

    private static string Listed(List<string> servers) =>
        servers.Count == 0 ? "McpServers configures none" : $"there are {string.Join(", ", servers)}";
}
