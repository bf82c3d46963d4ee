using Amazon.Runtime;

namespace Amazon.Bedrock;

public class GuardrailPiiEntityType : ConstantClass
{
    public static readonly GuardrailPiiEntityType ADDRESS = new("ADDRESS");
    public static readonly GuardrailPiiEntityType AGE = new("AGE");
    public static readonly GuardrailPiiEntityType AWS_ACCESS_KEY = new("AWS_ACCESS_KEY");
    public static readonly GuardrailPiiEntityType AWS_SECRET_KEY = new("AWS_SECRET_KEY");
    public static readonly GuardrailPiiEntityType CA_HEALTH_NUMBER = new("CA_HEALTH_NUMBER");
    public static readonly GuardrailPiiEntityType CA_SOCIAL_INSURANCE_NUMBER = new("CA_SOCIAL_INSURANCE_NUMBER");
    public static readonly GuardrailPiiEntityType CREDIT_DEBIT_CARD_CVV = new("CREDIT_DEBIT_CARD_CVV");
    public static readonly GuardrailPiiEntityType CREDIT_DEBIT_CARD_EXPIRY = new("CREDIT_DEBIT_CARD_EXPIRY");
    public static readonly GuardrailPiiEntityType CREDIT_DEBIT_CARD_NUMBER = new("CREDIT_DEBIT_CARD_NUMBER");
    public static readonly GuardrailPiiEntityType DRIVER_ID = new("DRIVER_ID");
    public static readonly GuardrailPiiEntityType EMAIL = new("EMAIL");
    public static readonly GuardrailPiiEntityType INTERNATIONAL_BANK_ACCOUNT_NUMBER = new("INTERNATIONAL_BANK_ACCOUNT_NUMBER");
    public static readonly GuardrailPiiEntityType IP_ADDRESS = new("IP_ADDRESS");
    public static readonly GuardrailPiiEntityType LICENSE_PLATE = new("LICENSE_PLATE");
    public static readonly GuardrailPiiEntityType MAC_ADDRESS = new("MAC_ADDRESS");
    public static readonly GuardrailPiiEntityType NAME = new("NAME");
    public static readonly GuardrailPiiEntityType PASSWORD = new("PASSWORD");
    public static readonly GuardrailPiiEntityType PHONE = new("PHONE");
    public static readonly GuardrailPiiEntityType PIN = new("PIN");
    public static readonly GuardrailPiiEntityType SWIFT_CODE = new("SWIFT_CODE");
    public static readonly GuardrailPiiEntityType UK_NATIONAL_HEALTH_SERVICE_NUMBER = new("UK_NATIONAL_HEALTH_SERVICE_NUMBER");
    public static readonly GuardrailPiiEntityType UK_NATIONAL_INSURANCE_NUMBER = new("UK_NATIONAL_INSURANCE_NUMBER");
    public static readonly GuardrailPiiEntityType UK_UNIQUE_TAXPAYER_REFERENCE_NUMBER = new("UK_UNIQUE_TAXPAYER_REFERENCE_NUMBER");
    public static readonly GuardrailPiiEntityType URL = new("URL");
    public static readonly GuardrailPiiEntityType USERNAME = new("USERNAME");
    public static readonly GuardrailPiiEntityType US_BANK_ACCOUNT_NUMBER = new("US_BANK_ACCOUNT_NUMBER");
    public static readonly GuardrailPiiEntityType US_BANK_ROUTING_NUMBER = new("US_BANK_ROUTING_NUMBER");
    public static readonly GuardrailPiiEntityType US_INDIVIDUAL_TAX_IDENTIFICATION_NUMBER = new("US_INDIVIDUAL_TAX_IDENTIFICATION_NUMBER");
    public static readonly GuardrailPiiEntityType US_PASSPORT_NUMBER = new("US_PASSPORT_NUMBER");
    public static readonly GuardrailPiiEntityType US_SOCIAL_SECURITY_NUMBER = new("US_SOCIAL_SECURITY_NUMBER");
    public static readonly GuardrailPiiEntityType VEHICLE_IDENTIFICATION_NUMBER = new("VEHICLE_IDENTIFICATION_NUMBER");

    public GuardrailPiiEntityType(string value)
        : base(value)
    {
    }

    public static GuardrailPiiEntityType FindValue(string value) => FindValue<GuardrailPiiEntityType>(value);

    public static implicit operator GuardrailPiiEntityType(string value) => FindValue(value);
}
