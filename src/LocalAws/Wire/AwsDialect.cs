namespace AgentStack.LocalAws.Wire;

/// <summary>How a service words errors.</summary>
internal enum AwsDialect
{
    /// <summary>The code in the <c>x-amzn-ErrorType</c> header: Bedrock and AgentCore.</summary>
    RestJson,

    /// <summary>The code in the body: SSM.</summary>
    Json11,

    /// <summary>RFC 6749: <c>{"error": …}</c>, unsigned requests: the token endpoint.</summary>
    OAuth,
}
