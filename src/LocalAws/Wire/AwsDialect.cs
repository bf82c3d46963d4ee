namespace AgentStack.LocalAws.Wire;

/// <summary>How a service words errors.</summary>
internal enum AwsDialect
{
    /// <summary>The code in the <c>x-amzn-ErrorType</c> header: Bedrock and AgentCore.</summary>
    RestJson,

    /// <summary>The code in the body: SSM.</summary>
    Json11,

    /// <summary>XML, with names of its own for a refused signature: STS.</summary>
    Query,

    /// <summary>RFC 6749: <c>{"error": …}</c>: the token endpoint.</summary>
    OAuth,

    /// <summary>As RestJson, with names of its own for throttling and failing: AgentCore Memory.</summary>
    Memory,

    /// <summary>By the protocol of the runtime that is called: the front door checks, fails and words all by itself.</summary>
    Runtime,
}
