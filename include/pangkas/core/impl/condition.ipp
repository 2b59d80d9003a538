// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/core/condition.hpp>

#include <pangkas/core/impl/ascii.hpp>
#include <pangkas/core/impl/selector_text.hpp>
#include <pangkas/core/impl/words.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/core/suggestion.hpp>
#include <pangkas/error.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace pangkas::inline v0_1 {

bool condition::asks_nothing() const {
  return ranks.empty() && kinds.empty() && !layers && units.empty() && unit_contains.empty() &&
         title_contains.empty() && flags.empty() && codes.empty() && subtrees.empty() && !manager;
}

}  // namespace pangkas

namespace pangkas::inline v0_1::detail {

inline constexpr std::array<std::string_view, 10> condition_keys{
    "rank",           "kind",  "layer", "unit",    "unit_contains",
    "title_contains", "flags", "codes", "subtree", "manager"};

/// @brief Reads one `key=value|value` of a selector.
class selector_term {
 public:
  selector_term(std::string_view selector, std::string_view term) : selector_(selector) {
    const std::size_t equals = term.find('=');
    key_ = "codes";  // a list of codes needs no key
    if (equals != std::string_view::npos) {
      key_ = lower(cut_selector(term.substr(0, equals), '=', false).front());
      term.remove_prefix(equals + 1);
    }
    values_ = cut_selector(term, '|', false);
    if (std::ranges::find(values_, std::string{}) != values_.end() && key_ != "unit")
      fail(in_quotes(key_) + " has an empty value");
  }

  void read_into(condition& when) const {
    if (key_ == "rank") return append(when.ranks);
    if (key_ == "unit") return append(when.units);
    if (key_ == "unit_contains") return append(when.unit_contains);
    if (key_ == "title_contains") return append(when.title_contains);
    if (key_ == "flags") return append(when.flags);
    if (key_ == "codes") return append(when.codes);
    if (key_ == "subtree") return append(when.subtrees);
    if (key_ == "kind") return read_kinds(when);
    if (key_ == "layer") return read_layers(when);
    if (key_ == "manager") return read_manager(when);
    fail(in_quotes(key_) + " is no key" + did_you_mean(key_, condition_keys));
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw input_error("the selector " + in_quotes(selector_) + " cannot be read: " + what +
                      "; write codes as in 01|02, all, or terms as in kind=executing; rank=III|IV");
  }
  void append(std::vector<std::string>& list) const {
    once(list.empty());
    list = values_;
  }
  void once(bool is_first) const {
    if (!is_first) fail("\"" + key_ + "\" is there twice");
  }
  void read_kinds(condition& when) const {
    once(when.kinds.empty());
    for (const std::string& name : values_) {
      const auto kind = parse_position_kind(lower(name));
      if (!kind) fail(in_quotes(name) + " is no kind" + did_you_mean(lower(name), kind_names));
      when.kinds.push_back(*kind);
    }
  }
  void read_layers(condition& when) const {
    once(!when.layers);
    when.layers.emplace();
    for (const std::string& text : values_) {
      std::size_t layer = 0;
      const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), layer);
      if (fault != std::errc{} || end != text.data() + text.size() || layer == 0)
        fail(in_quotes(text) + " is no layer; the root is layer 1");
      when.layers->push_back(layer);
    }
  }
  void read_manager(condition& when) const {
    once(!when.manager);
    const std::string answer = lower(values_.front());
    const bool yes = answer == "yes" || answer == "ya" || answer == "true" || answer == "1";
    const bool no = answer == "no" || answer == "tidak" || answer == "false" || answer == "0";
    if (values_.size() != 1 || (!yes && !no)) fail("\"manager\" must be yes or no");
    when.manager = yes;
  }

  std::string_view selector_;
  std::string key_;
  std::vector<std::string> values_;
};

}  // namespace pangkas::detail

namespace pangkas::inline v0_1 {

condition parse_condition(std::string_view text) {
  condition when;
  const std::vector<std::string> terms = detail::cut_selector(text, ';', true);
  if (terms.size() == 1 && detail::lower(terms.front()) == "all") return when;
  // Nothing at all is rather a slip than a wish for everybody.
  if (std::ranges::all_of(terms, &std::string::empty))
    throw input_error("the selector " + detail::in_quotes(text) +
                      " is empty; write all for every position");
  for (const std::string& term : terms)
    if (!term.empty()) detail::selector_term(text, term).read_into(when);
  return when;
}

std::string to_string(const condition& when) {
  std::string text;
  const auto term = [&](std::string_view key, const std::vector<std::string>& values) {
    if (values.empty()) return;
    if (!text.empty()) text += "; ";
    text.append(key).append("=");
    for (std::size_t i = 0; i < values.size(); ++i)
      text += (i == 0 ? "" : "|") + detail::escape_selector(values[i]);
  };
  std::vector<std::string> kinds;
  for (position_kind kind : when.kinds) kinds.emplace_back(to_string(kind));
  std::vector<std::string> layers;
  if (when.layers)
    for (std::size_t layer : *when.layers) layers.push_back(std::to_string(layer));
  term("rank", when.ranks);
  term("kind", kinds);
  term("layer", when.layers && layers.empty() ? std::vector<std::string>{{}} : layers);
  term("unit", when.units);
  term("unit_contains", when.unit_contains);
  term("title_contains", when.title_contains);
  term("flags", when.flags);
  term("codes", when.codes);
  term("subtree", when.subtrees);
  if (when.manager) term("manager", {*when.manager ? "yes" : "no"});
  return text.empty() ? "all" : text;
}

}  // namespace pangkas
