//! How numbers are printed: half up, parts that add up to their total, and the vector string.

use super::{MODEL_VERSION, Profile, Score};

/// What binary arithmetic may leave just under a half; far less than any printed digit.
const SPECK: f64 = 1e-9;

/// An exposure, 0 to 100, as the integer that is printed for it, half up. The tier is that of this integer.
#[must_use]
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to 0 to 100 first"
)]
pub fn whole(exposure: f64) -> u8 {
    if exposure.is_nan() {
        return 0;
    }
    (exposure.clamp(0.0, 100.0) + 0.5 + SPECK).floor() as u8
}

/// Rounds half up (toward plus infinity) to this many decimals. Never gives minus zero.
#[must_use]
pub fn half_up(value: f64, decimals: u8) -> f64 {
    let unit = 10_f64.powi(i32::from(decimals));
    (value * unit + 0.5 + SPECK).floor() / unit + 0.0
}

/// A number with this many decimals, half up: `53.2`. A negative one has a real minus sign: `−4.1`.
#[must_use]
pub fn number(value: f64, decimals: u8) -> String {
    let rounded = half_up(value, decimals);
    let digits = format!("{:.*}", usize::from(decimals), rounded.abs());
    if rounded < 0.0 {
        format!("−{digits}")
    } else {
        digits
    }
}

/// A change with its sign and a space: `+ 0.17`, `− 4.1`, `0.0`. It is the difference of the printed ends, so it
/// agrees with what stands beside it.
#[must_use]
pub fn change(from: f64, to: f64, decimals: u8) -> String {
    let difference = half_up(half_up(to, decimals) - half_up(from, decimals), decimals);
    signed(difference, decimals)
}

/// A number with its sign and a space: `+ 0.2`, `− 4.1`; without a sign where it prints as 0.
#[must_use]
pub fn signed(value: f64, decimals: u8) -> String {
    let rounded = half_up(value, decimals);
    let digits = format!("{:.*}", usize::from(decimals), rounded.abs());
    if rounded > 0.0 {
        format!("+ {digits}")
    } else if rounded < 0.0 {
        format!("− {digits}")
    } else {
        digits
    }
}

/// The size of a factor, without the leading zero: `.35`; `1.00` stays.
#[must_use]
pub fn factor(size: f64) -> String {
    let digits = number(size.abs(), 2);
    digits
        .strip_prefix('0')
        .map_or_else(|| digits.clone(), str::to_owned)
}

/// A share, 0 to 1, as a percentage: `71 %`.
#[must_use]
pub fn percent(share: f64) -> String {
    format!("{} %", number(share * 100.0, 0))
}

/// An interval as it stands beside a score: `[48–77]`.
#[must_use]
pub fn interval(low: f64, high: f64) -> String {
    format!("[{}–{}]", whole(low), whole(high))
}

/// A weight as set: `16`, `16.5`, at most two decimals.
#[must_use]
pub fn weight(value: f64) -> String {
    let digits = number(value, 2);
    digits
        .trim_end_matches('0')
        .trim_end_matches('.')
        .to_owned()
}

/// Parts rounded to this many decimals so that they add up to their rounded total, by the largest remainder;
/// of equal remainders the earlier part gets the unit.
#[must_use]
pub fn parts(values: &[f64], decimals: u8) -> Vec<f64> {
    parts_of(values, values.iter().sum(), decimals)
}

/// As [`parts`], but adding up to a total that is printed elsewhere, such as 100 %.
#[must_use]
pub fn parts_of(values: &[f64], total: f64, decimals: u8) -> Vec<f64> {
    let unit = 10_f64.powi(i32::from(decimals));
    let floors: Vec<f64> = values.iter().map(|v| (v * unit + SPECK).floor()).collect();
    let mut left = (half_up(total, decimals) * unit).round() - floors.iter().sum::<f64>();
    let mut order: Vec<(usize, f64)> = values
        .iter()
        .zip(&floors)
        .map(|(v, floor)| v * unit - floor)
        .enumerate()
        .collect();
    // A speck of difference is no difference: equal parts must not change places by noise.
    order.sort_by(|a, b| {
        let key = |r: f64| (r / SPECK).round();
        key(b.1).total_cmp(&key(a.1)).then(a.0.cmp(&b.0))
    });
    let mut out = floors;
    for (index, _) in order {
        if left < 0.5 {
            break;
        }
        if let Some(part) = out.get_mut(index) {
            *part += 1.0;
            left -= 1.0;
        }
    }
    out.into_iter().map(|v| v / unit).collect()
}

/// The vector string, from which the score can be recomputed to about a point:
/// `SCR:1/p3/telemetry:w18,x61/…`. A category in which nothing counts has `x-`.
#[must_use]
pub fn vector(score: &Score, profile: &Profile) -> String {
    let mut out = format!("SCR:{MODEL_VERSION}/p{}", weight(profile.emphasis));
    for category in &score.categories {
        let exposure = if category.counts {
            whole(category.residual).to_string()
        } else {
            "-".to_owned()
        };
        out.push_str(&format!(
            "/{}:w{},x{exposure}",
            category.id,
            weight(category.weight)
        ));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_up() {
        assert_eq!(whole(49.5), 50);
        assert_eq!(whole(49.499), 49);
        assert_eq!(whole(0.0), 0);
        assert_eq!(whole(100.0), 100);
        assert_eq!(half_up(83.75, 1), 83.8);
        assert_eq!(half_up(-0.5, 0), 0.0);
        // 1.005 is a little less in binary; as a decimal it is a half.
        assert_eq!(half_up(1.005, 2), 1.01);
    }

    #[test]
    fn numbers_are_printed_as_the_screens_show_them() {
        assert_eq!(number(53.24, 1), "53.2");
        assert_eq!(number(-4.06, 1), "−4.1");
        assert_eq!(number(-0.04, 1), "0.0");
        assert_eq!(change(53.24, 49.1, 1), "− 4.1");
        assert_eq!(change(10.0, 10.17, 2), "+ 0.17");
        assert_eq!(change(10.0, 10.04, 1), "0.0");
        assert_eq!(factor(0.35), ".35");
        assert_eq!(factor(1.0), "1.00");
        assert_eq!(percent(0.714), "71 %");
        assert_eq!(interval(47.6, 77.2), "[48–77]");
        assert_eq!(weight(18.0), "18");
        assert_eq!(weight(16.5), "16.5");
        assert_eq!(weight(30.0), "30");
        assert_eq!(weight(0.0), "0");
    }

    #[test]
    fn a_printed_change_is_that_of_the_printed_ends() {
        // 10.04 prints as 10.0 and 10.06 as 10.1: the reader sees a tenth between them.
        assert_eq!(change(10.04, 10.06, 1), "+ 0.1");
    }

    #[test]
    fn printed_parts_add_up() {
        let printed = parts(&[33.333, 33.333, 33.334], 0);
        assert_eq!(printed, vec![33.0, 33.0, 34.0]);
        let printed = parts(&[0.45, 0.45, 0.45], 1);
        // 1.35 prints as 1.4: the first two thirds get the tenth that is left each by order.
        assert_eq!(
            printed.iter().map(|v| (v * 10.0).round()).sum::<f64>(),
            14.0
        );
        assert_eq!(printed, vec![0.5, 0.5, 0.4]);
        assert_eq!(parts(&[], 1), Vec::<f64>::new());
    }
}
