// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Objects of JSON, member by member: what the native form and the ledger have in common.
#pragma once

#include "decision_cells.hpp"
#include "json_text.hpp"

#include <pangkas/core/authority.hpp>
#include <pangkas/core/condition.hpp>
#include <pangkas/core/holder.hpp>
#include <pangkas/io/number.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief Appends the members of one object; a member that is absent or empty is left out.
class object_writer {
 public:
  explicit object_writer(std::string& out) : out_(out) { out_ += '{'; }

  object_writer& text(std::string_view key, std::string_view value) {
    if (!value.empty()) {
      begin(key);
      append_quoted(out_, value);
    }
    return *this;
  }
  object_writer& selector(std::string_view key, const std::optional<condition>& when) {
    return when ? text(key, to_string(*when)) : *this;
  }
  object_writer& holder(std::string_view key, const std::optional<pangkas::holder>& who) {
    return who ? text(key, to_string(*who)) : *this;
  }
  object_writer& number(std::string_view key, std::optional<double> value) {
    return value ? as_it_is(key, format_number(*value)) : *this;
  }
  object_writer& whole(std::string_view key, std::optional<std::uint32_t> value) {
    return value ? number(key, *value) : *this;
  }
  object_writer& truth(std::string_view key, bool value) {
    return value ? as_it_is(key, "true") : *this;
  }
  object_writer& texts(std::string_view key, const std::vector<std::string>& values) {
    if (values.empty()) return *this;
    begin(key);
    char separator = '[';
    for (const std::string& value : values) {
      out_ += separator;
      append_quoted(out_, value);
      separator = ',';
    }
    out_ += ']';
    return *this;
  }
  /// @brief A value that is JSON already.
  object_writer& as_it_is(std::string_view key, std::string_view json) {
    begin(key);
    out_ += json;
    return *this;
  }
  void end() { out_ += '}'; }

 private:
  void begin(std::string_view key) {
    if (out_.back() != '{') out_ += ',';
    out_ += '"';
    out_ += key;
    out_ += "\":";
  }
  std::string& out_;
};

/// @brief Appends what few authorities have: all that version 1 of the native form does not know.
inline void append_rare_members(const authority& a, object_writer& object) {
  object.holder("whoever", a.whoever)
      .texts("except", a.except)
      .selector("for", a.originators)
      .text("with", to_string(a.with))
      .number("budget_share", a.budget_share)
      .text("currency", a.currency)
      .text("limits", to_string(a.limits))
      .number("acting_limit", a.acting_limit)
      .whole("quorum", a.quorum)
      .number("waiting_hours", a.waiting_hours)
      .truth("stays", a.stays)
      .selector("receivers", a.receivers);
}

}  // namespace pangkas::detail
