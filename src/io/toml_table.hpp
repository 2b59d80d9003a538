// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Reads a TOML table key by key, so that every key is checked and no key is unknown.
#pragma once

#include "checked_number.hpp"
#include "toml_guard.hpp"

#include <pangkas/core/impl/echo.hpp>
#include <pangkas/core/suggestion.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/encoding.hpp>

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief Parses a TOML text.
/// @throws rule_error with file, line and what stands there.
inline toml::table parse_toml(std::string_view text, const std::string& file) {
  if (!is_utf8(text))
    throw rule_error(
        fmt::format("{}: this is no valid TOML: it is not UTF-8; save it as UTF-8", file), {},
        file);
  toml_guard(text, file).check();
  try {
    return toml::parse(text, std::string_view(file));
  } catch (const toml::parse_error& e) {
    const std::size_t line = e.source().begin.line;
    std::string_view here = text;
    for (std::size_t before = 1; before < line; ++before)
      here.remove_prefix(std::min(here.find('\n'), here.size() - 1) + 1);
    here = here.substr(0, here.find_first_of("\r\n"));
    throw rule_error(
        fmt::format("{}:{}: this is no valid TOML: \"{}\"; write key = value, texts in quotes, "
                    "lists in [ ], tables as [name], and no key or table twice",
                    file, line, echo(here)),
        {}, file, line);
  }
}

/// @brief One table of a TOML file. Each key is asked for by name and type; end() then names the
/// first key that nobody asked for.
class toml_table {
 public:
  /// @param table  The table; must outlive this reader.
  /// @param file   Name for errors.
  /// @param name   How errors call the table, e.g. "[[select]]".
  ///
  /// A table that comes from elsewhere has no lines; errors then name the file alone.
  toml_table(const toml::table& table, std::string file, std::string name)
      : table_(&table), file_(std::move(file)), name_(std::move(name)) {}

  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  void rename(std::string name) { name_ = std::move(name); }
  [[nodiscard]] std::size_t line() const noexcept { return table_->source().begin.line; }
  [[nodiscard]] bool has(std::string_view key) const { return table_->contains(key); }
  /// @brief Whether a number stands under a key, for one that takes texts too.
  [[nodiscard]] bool has_number(std::string_view key) const {
    const toml::node* node = table_->get(key);
    return node != nullptr && node->is_number();
  }
  [[nodiscard]] std::size_t line_of(std::string_view key) const {
    const toml::node* node = table_->get(key);
    return node == nullptr ? line() : node->source().begin.line;
  }

  /// @brief Throws a rule_error that names file and line.
  [[noreturn]] void fail(std::size_t at_line, const std::string& sentence) const {
    if (at_line == 0) throw rule_error(fmt::format("{}: {}", file_, sentence), {}, file_);
    throw rule_error(fmt::format("{}:{}: {}", file_, at_line, sentence), {}, file_, at_line);
  }

  [[nodiscard]] std::optional<std::string> text(std::string_view key) {
    return value<std::string>(key, "a text");
  }
  [[nodiscard]] std::optional<bool> truth(std::string_view key) {
    return value<bool>(key, "true or false");
  }
  /// @brief A number with or without a fraction.
  [[nodiscard]] std::optional<double> number(std::string_view key,
                                             const number_range& range = any_number) {
    const toml::node* node = ask(key);
    if (node == nullptr) return std::nullopt;
    return checked(key, *node, range, to_string(range));
  }
  /// @brief A whole number that its type holds.
  template <class Integer>
  [[nodiscard]] std::optional<Integer> whole(std::string_view key, Integer least) {
    const auto value = number(key, whole_numbers(least));
    return value ? std::optional(static_cast<Integer>(*value)) : std::nullopt;
  }
  /// @brief A list of texts, or one text.
  [[nodiscard]] std::optional<std::vector<std::string>> texts(std::string_view key) {
    return list<std::string>(key, "a list of texts");
  }
  /// @brief A list of whole numbers, or one whole number.
  template <class Integer>
  [[nodiscard]] std::optional<std::vector<Integer>> wholes(std::string_view key, Integer least) {
    const toml::node* node = ask(key);
    if (node == nullptr) return std::nullopt;
    const number_range range = whole_numbers(least);
    const std::string wanted = fmt::format("a list, each entry {}", to_string(range));
    std::vector<Integer> result;
    const auto add = [&](const toml::node& entry) {
      result.push_back(static_cast<Integer>(checked(key, entry, range, wanted)));
    };
    if (const toml::array* array = node->as_array())
      for (const toml::node& entry : *array) add(entry);
    else
      add(*node);
    return result;
  }
  /// @brief A list of so many numbers.
  [[nodiscard]] std::optional<std::vector<double>> numbers(std::string_view key,
                                                           std::size_t count) {
    const toml::node* node = ask(key);
    if (node == nullptr) return std::nullopt;
    const std::string wanted =
        fmt::format("a list of {} numbers, each {}", count, to_string(any_number));
    const toml::array* array = node->as_array();
    if (array == nullptr || array->size() != count) wrong_type(key, wanted);
    std::vector<double> result;
    for (const toml::node& entry : *array)
      result.push_back(checked(key, entry, any_number, wanted));
    return result;
  }
  /// @brief A list of texts, or one: numbers without a fraction and days count as they are written.
  [[nodiscard]] std::optional<std::vector<std::string>> words(std::string_view key) {
    const toml::node* node = ask(key);
    if (node == nullptr) return std::nullopt;
    std::vector<std::string> result;
    const auto add = [&](const toml::node& entry) {
      if (const auto* text = entry.as_string())
        result.push_back(text->get());
      else if (const auto* number = entry.as_integer())
        result.push_back(std::to_string(number->get()));
      else if (const auto* day = entry.as_date())
        result.push_back(
            fmt::format("{:04}-{:02}-{:02}", day->get().year, day->get().month, day->get().day));
      else
        wrong_type(key, "a list of texts");
    };
    if (const toml::array* array = node->as_array())
      for (const toml::node& entry : *array) add(entry);
    else
      add(*node);
    return result;
  }
  /// @brief Whether a text, or a list with one, stands under a key.
  [[nodiscard]] bool has_range(std::string_view key) const {
    const toml::node* node = table_->get(key);
    if (node == nullptr) return false;
    if (const toml::array* array = node->as_array())
      return std::any_of(array->begin(), array->end(),
                         [](const toml::node& entry) { return entry.is_string(); });
    return node->is_string();
  }
  [[nodiscard]] bool is_text(std::string_view key) const {
    const toml::node* node = table_->get(key);
    return node != nullptr && node->is_string();
  }
  /// @brief The table under a key, if there is one and not something else.
  [[nodiscard]] std::optional<toml_table> table_if_any(std::string_view key) {
    const toml::node* node = table_->get(key);
    return node != nullptr && node->is_table() ? table(key) : std::nullopt;
  }
  /// @brief The table under a key.
  [[nodiscard]] std::optional<toml_table> table(std::string_view key) {
    const toml::node* node = ask(key);
    if (node == nullptr) return std::nullopt;
    if (!node->is_table()) wrong_type(key, "a table");
    return toml_table(*node->as_table(), file_, path(key, "[", "]"));
  }
  /// @brief The tables of an array of tables; empty if the key is absent.
  [[nodiscard]] std::vector<toml_table> tables(std::string_view key) {
    std::vector<toml_table> result;
    const toml::node* node = ask(key);
    if (node == nullptr) return result;
    const toml::array* array = node->as_array();
    if (array == nullptr)
      wrong_type(key, "an array of tables, written [[" + std::string(key) + "]]");
    for (const toml::node& entry : *array) {
      if (!entry.is_table())
        wrong_type(key, "an array of tables, written [[" + std::string(key) + "]]");
      result.emplace_back(*entry.as_table(), file_, path(key, "[[", "]]"));
    }
    return result;
  }
  /// @brief All keys of a table whose keys are data.
  [[nodiscard]] std::vector<std::string> keys() const {
    std::vector<std::string> result;
    for (const auto& [key, node] : *table_) result.emplace_back(key.str());
    return result;
  }

  /// @brief Throws if the table has a key that was not asked for.
  void end() const {
    for (const auto& [key, node] : *table_) {
      const std::string_view unknown = key.str();
      if (std::ranges::find(known_, unknown) != known_.end()) continue;
      std::string advice = did_you_mean(unknown, known_);
      if (advice.empty()) advice = fmt::format("; known are {}", fmt::join(known_, ", "));
      fail(node.source().begin.line,
           fmt::format("unknown key \"{}\" in {}{}", echo(unknown), name_, advice));
    }
  }

  [[noreturn]] void wrong_type(std::string_view key, std::string_view wanted) const {
    fail(line_of(key), fmt::format("\"{}\" in {} must be {}", echo(key), name_, wanted));
  }

 private:
  /// A number, whatever kind TOML takes it for, if a range holds it.
  [[nodiscard]] double checked(std::string_view key, const toml::node& node,
                               const number_range& range, std::string_view wanted) const {
    const toml::value<std::int64_t>* const integer = node.as_integer();
    const toml::value<double>* const floating = node.as_floating_point();
    if (integer == nullptr && floating == nullptr) wrong_type(key, wanted);
    const double value = integer != nullptr ? static_cast<double>(integer->get()) : floating->get();
    if (!range.holds(value))
      wrong_type(key, fmt::format("{}, not {}", wanted,
                                  integer != nullptr ? fmt::to_string(integer->get())
                                                     : fmt::to_string(value)));
    return value;
  }

  const toml::node* ask(std::string_view key) {
    if (std::ranges::find(known_, key) == known_.end()) known_.emplace_back(key);
    return table_->get(key);
  }
  [[nodiscard]] std::string path(std::string_view key, std::string_view open,
                                 std::string_view close) const {
    std::string_view inside = name_;
    if (!inside.starts_with('[')) return fmt::format("{}{}{}", open, key, close);
    inside.remove_prefix(inside.find_first_not_of('['));
    return fmt::format("{}{}.{}{}", open, inside.substr(0, inside.find(']')), key, close);
  }

  template <class T>
  std::optional<T> value(std::string_view key, std::string_view wanted) {
    const toml::node* node = ask(key);
    if (node == nullptr) return std::nullopt;
    if (!node->is<T>()) wrong_type(key, wanted);
    return node->value<T>();
  }
  template <class T>
  std::optional<std::vector<T>> list(std::string_view key, std::string_view wanted) {
    const toml::node* node = ask(key);
    if (node == nullptr) return std::nullopt;
    std::vector<T> result;
    if (const toml::array* array = node->as_array()) {
      for (const toml::node& entry : *array) {
        if (!entry.is<T>()) wrong_type(key, wanted);
        result.push_back(*entry.value<T>());
      }
    } else if (node->is<T>()) {
      result.push_back(*node->value<T>());
    } else {
      wrong_type(key, wanted);
    }
    return result;
  }

  const toml::table* table_;
  std::string file_;
  std::string name_;
  std::vector<std::string> known_;
};

}  // namespace pangkas::detail
