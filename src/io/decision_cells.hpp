// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Cells of tables of decisions that hold more than a word or a number.
#pragma once

#include <pangkas/core/matter.hpp>
#include <pangkas/io/number.hpp>

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief Reads the number in a part of a cell. It throws input_error for what is none.
using number_reader = std::function<double(std::string_view)>;

/// @brief The number in a part of a cell.
/// @throws input_error if it is none, or negative.
[[nodiscard]] double number_in_part(std::string_view text, decimal_mark mark);

/// @brief Reads a share of a whole: `30%` or `0.3`.
/// @throws input_error if it is none.
[[nodiscard]] double parse_share(std::string_view text, const number_reader& number);

/// @brief Reads `budget` (1) or `5% budget`; `anggaran` is the same. Absent for any other text.
/// @throws input_error if what stands before the word is no share.
[[nodiscard]] std::optional<double> parse_budget_share(std::string_view text,
                                                       const number_reader& number);
/// @brief Writes what parse_budget_share() reads.
[[nodiscard]] std::string budget_share_text(double share);

/// @brief Reads `days=7|percent=25`.
/// @throws input_error that names the text and what is wrong in it.
[[nodiscard]] std::vector<named_amount> parse_measures(std::string_view text,
                                                       const number_reader& number);
/// @brief The same of what was written, so that its decimal mark is a point.
[[nodiscard]] std::vector<named_amount> parse_plain_measures(std::string_view text);
/// @brief Writes what parse_measures() reads.
[[nodiscard]] std::string to_string(std::span<const named_amount> measures);

/// @brief Whether a cell of amounts is more than one number.
[[nodiscard]] bool is_bands(std::string_view text);
/// @brief Reads `5000: 30% | 5000..80000: 60% | 80000..: 8% | up: 2%`, from small to large. One
/// band alone needs no share.
/// @throws input_error that names the text and what is wrong in it.
[[nodiscard]] std::vector<amount_band> parse_bands(std::string_view text,
                                                   const number_reader& number);

}  // namespace pangkas::detail
