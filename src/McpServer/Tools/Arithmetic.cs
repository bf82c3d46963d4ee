using ModelContextProtocol;

namespace AgentStack.McpServer.Tools;

internal static class Arithmetic
{
    public static string NameOf(Operation operation) => operation.ToString().ToLowerInvariant();

    /// <exception cref="McpException">There is no such result, or a double cannot hold it.</exception>
    public static double Apply(Operation operation, double a, double b)
    {
        if (b == 0 && operation is (Operation.Divide or Operation.Modulo))
            throw new McpException($"\"b\" must not be 0 for {NameOf(operation)}: division by zero has no result.");

        var result = operation switch
        {
            Operation.Add => a + b,
            Operation.Subtract => a - b,
            Operation.Multiply => a * b,
            Operation.Divide => a / b,
            Operation.Power => Math.Pow(a, b),
            Operation.Modulo => a % b,
            _ => throw new ArgumentOutOfRangeException(nameof(operation)),
        };

        return double.IsFinite(result) ? result : throw NoResult(operation, a, b, result);
    }

    private static McpException NoResult(Operation operation, double a, double b, double result) => new(
        $"{Numbers.Format(a)} {NameOf(operation)} {Numbers.Format(b)} "
        + (double.IsNaN(result)
            ? "is not a real number; use a base of at least 0 or a whole exponent."
            : "is beyond the largest number that can be represented (about 1.8e308); use smaller numbers."));
}
