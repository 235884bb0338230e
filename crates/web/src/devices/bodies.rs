//! What is known of a device, as programs send it.

/// A body with the facts of a device beside fields of its own; `typed` reads them. Written out in each body, so that a
/// mistake names its field and an unknown field is refused.
macro_rules! with_device_facts {
    ($(#[$doc:meta])* $vis:vis struct $name:ident { $($own:tt)* }) => {
        $(#[$doc])*
        #[derive(serde::Deserialize, utoipa::ToSchema)]
        #[serde(deny_unknown_fields)]
        $vis struct $name {
            $($own)*
            /// Code of the model.
            #[serde(default)]
            model: String,
            #[serde(default)]
            serial: String,
            #[serde(default)]
            imei: Option<String>,
            #[serde(default)]
            imei_2: Option<String>,
            #[serde(default)]
            #[schema(value_type = Option<String>, format = "date")]
            made_on: Option<aftercare_kernel::Date>,
            #[serde(default)]
            #[schema(value_type = Option<String>, format = "date")]
            sold_on: Option<aftercare_kernel::Date>,
            #[serde(default)]
            #[schema(value_type = Option<String>, format = "date")]
            delivered_on: Option<aftercare_kernel::Date>,
            #[serde(default)]
            dealer: Option<String>,
            #[serde(default)]
            invoice_number: Option<String>,
            /// A decimal text in the brand's currency.
            #[serde(default)]
            price: Option<String>,
            /// `invoice`, `invoice_copy`, `voucher`, `voucher_mismatch`, `activation_record`; `not_shown` alone when the
            /// customer has none. Nothing at all: nobody has asked yet.
            #[serde(default)]
            #[schema(value_type = Vec<String>)]
            papers: Vec<aftercare_domain::devices::DevicePaper>,
        }

        impl $name {
            fn typed(
                self,
                currency: aftercare_kernel::Currency,
            ) -> Result<aftercare_app::intake::TypedDevice, $crate::Problem> {
                let mut reading = $crate::reading::Reading::default();
                let price = self.price.as_deref().and_then(|price| reading.amount("price", price, currency));
                reading.done(aftercare_app::intake::TypedDevice {
                    model_code: self.model,
                    serial: self.serial,
                    imei: self.imei,
                    imei_2: self.imei_2,
                    made_on: self.made_on,
                    sold_on: self.sold_on,
                    delivered_on: self.delivered_on,
                    dealer: self.dealer,
                    invoice_number: self.invoice_number,
                    price,
                    papers: self.papers.into_iter().collect(),
                })
            }
        }
    };
}
pub(crate) use with_device_facts;
