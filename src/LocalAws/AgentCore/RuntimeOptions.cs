namespace AgentStack.LocalAws.AgentCore;

/// <summary>A runtime as configuration names it: <c>LocalAws:Runtimes:{name}</c>.</summary>
public sealed class RuntimeOptions
{
    public string? Arn { get; set; }

    /// <summary>HTTP or MCP.</summary>
    public RuntimeProtocol Protocol { get; set; }

    /// <summary>Where the container listens, such as <c>http://127.0.0.1:8000</c>.</summary>
    public string? Address { get; set; }

    /// <summary>SigV4 or Jwt.</summary>
    public RuntimeAuthorizerKind Authorizer { get; set; }

    /// <summary>For Jwt: the issuer's discovery document; the server's own user pool when it is left out.</summary>
    public string? DiscoveryUrl { get; set; }

    /// <summary>For Jwt; empty lets every client of the issuer in.</summary>
    public List<string> AllowedClients { get; } = [];

    /// <summary>For Jwt; empty asks for no audience, which is right for Cognito.</summary>
    public List<string> AllowedAudience { get; } = [];

    /// <summary>For Jwt; empty asks for no scope.</summary>
    public List<string> AllowedScopes { get; } = [];

    /// <summary>Name <c>Authorization</c> here for a container that reads the caller's token itself.</summary>
    public List<string> RequestHeaderAllowlist { get; } = [];
}
