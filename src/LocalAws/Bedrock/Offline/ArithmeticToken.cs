using System.Runtime.InteropServices;

namespace AgentStack.LocalAws.Bedrock.Offline;

/// <summary>A piece of a sentence that counts in arithmetic.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ArithmeticToken(ArithmeticToken.Kind Is, double Number = 0, Operator Operator = default)
{
    public enum Kind
    {
        Number,

        /// <summary>"the result", "that", "it".</summary>
        Reference,
        Operator,
        Open,
        Close,

        /// <summary>The word "from", which turns a subtraction round.</summary>
        From,
    }
}
