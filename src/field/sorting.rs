use super::Cell;
use crate::locale::Locale;
use crate::model::Decimal;

/// Bytes that sort as the number does.
pub fn integer(number: i64) -> Vec<u8> {
    (number.cast_unsigned() ^ (1 << 63)).to_be_bytes().to_vec()
}

/// Bytes that sort as the place in a list does.
pub fn place(index: usize) -> Vec<u8> {
    integer(i64::try_from(index).unwrap_or(i64::MAX))
}

/// Bytes that sort as the number does, whatever its decimals.
pub fn decimal(number: Decimal) -> Vec<u8> {
    let scaled = i128::from(number.digits()) * 10_i128.pow(9 - u32::from(number.scale()));
    (scaled.cast_unsigned() ^ (1 << 127)).to_be_bytes().to_vec()
}

/// Bytes that sort as a finite number does. **Source**: IEEE 754 §5.10, totalOrder.
pub fn float(number: f64) -> Vec<u8> {
    let bits = number.to_bits();
    let ordered = if bits >> 63 == 0 { bits ^ (1 << 63) } else { !bits };
    ordered.to_be_bytes().to_vec()
}

/// Bytes that sort as a cell does: texts as the language sorts, all else by what it is worth.
pub fn cell(cell: &Cell, locale: &Locale) -> Vec<u8> {
    match cell {
        Cell::Empty => Vec::new(),
        Cell::Text(text) => locale.collation_key(text),
        Cell::Integer(number) => integer(*number),
        Cell::Decimal(number) => decimal(*number),
        Cell::Degrees(degrees) => float(*degrees),
        Cell::Date(date) => date.to_string().into_bytes(),
        Cell::Boolean(yes) => integer(i64::from(!yes)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_numbers_sort_as_numbers() {
        let mut numbers = [3, -1, 0, i64::MAX, i64::MIN];
        numbers.sort_by_key(|value| integer(*value));
        assert_eq!(numbers, [i64::MIN, -1, 0, 3, i64::MAX]);
        let mut amounts: Vec<Decimal> =
            ["9.90", "-3", "10", "0.5", "-3.25", "1000000"].iter().filter_map(|text| Decimal::parse(text)).collect();
        let mut by_worth = amounts.clone();
        amounts.sort_by_key(|amount| decimal(*amount));
        by_worth.sort();
        assert_eq!(amounts, by_worth);
        let mut degrees = [21.5, -0.5, 0.0, -180.0, 3.25];
        degrees.sort_by_key(|value| float(*value));
        assert_eq!(degrees, [-180.0, -0.5, 0.0, 3.25, 21.5]);
    }
}
