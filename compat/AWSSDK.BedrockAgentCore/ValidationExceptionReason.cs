using Amazon.Runtime;

namespace Amazon.BedrockAgentCore;

public class ValidationExceptionReason : ConstantClass
{
    public static readonly ValidationExceptionReason CannotParse = new("CannotParse");
    public static readonly ValidationExceptionReason EventInOtherSession = new("EventInOtherSession");
    public static readonly ValidationExceptionReason FieldValidationFailed = new("FieldValidationFailed");
    public static readonly ValidationExceptionReason IdempotentParameterMismatchException = new("IdempotentParameterMismatchException");
    public static readonly ValidationExceptionReason ResourceConflict = new("ResourceConflict");

    public ValidationExceptionReason(string value)
        : base(value)
    {
    }

    public static ValidationExceptionReason FindValue(string value) => FindValue<ValidationExceptionReason>(value);

    public static implicit operator ValidationExceptionReason(string value) => FindValue(value);
}
