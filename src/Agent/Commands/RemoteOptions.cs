using System.CommandLine;
using AgentStack.Agent.Remote;
using AgentStack.Settings;

namespace AgentStack.Agent.Commands;

/// <summary>The options that say which deployed agent is called, and how.</summary>
internal sealed class RemoteOptions(string name)
{
    private readonly Option<string?> _address = new(name)
    {
        Description = $"The agent: its runtime ARN, or the URL of its /invocations; {RemoteVariables.RuntimeArn} in its place.",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<string?> _qualifier = new("--qualifier") { Description = "The runtime endpoint's name; DEFAULT without it." };
    private readonly Option<bool> _bearer = new("--bearer")
    {
        Description = $"Send an access token: that of --server, or of {RemoteVariables.BearerToken}.",
    };
    private readonly Option<bool> _sigV4 = new("--sigv4") { Description = "Sign with this machine's AWS credentials; so it is for an ARN." };
    private readonly Option<string?> _server = new("--server")
    {
        Description = "With --bearer: the MCP server of the settings whose credentials get the token.",
    };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_address, _qualifier, _bearer, _sigV4, _server])
            command.Options.Add(option);
    }

    /// <exception cref="SettingsException">The options contradict each other.</exception>
    public RemoteTarget Read(ParseResult parsed)
    {
        var server = parsed.GetValue(_server);
        var (bearer, sigV4) = (parsed.GetValue(_bearer), parsed.GetValue(_sigV4));
        if (bearer && sigV4)
            throw new UsageException("--bearer and --sigv4 exclude each other: a runtime takes tokens or signatures, never both");

        if (sigV4 && server is not null)
            throw new UsageException("--server says whose token to send, and --sigv4 sends none; leave one of them out");

        RemoteAuth? auth = bearer || server is not null ? RemoteAuth.Bearer : sigV4 ? RemoteAuth.SigV4 : null;
        return new RemoteTarget(parsed.GetValue(_address), parsed.GetValue(_qualifier) ?? "DEFAULT", auth, server);
    }

    /// <summary>Whether the command line names an agent.</summary>
    public bool IsGiven(ParseResult parsed) => parsed.GetResult(_address) is { Implicit: false };
}
