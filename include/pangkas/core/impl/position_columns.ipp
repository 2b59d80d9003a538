// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/core/position_columns.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace pangkas::inline v0_1 {

void flag_column::append_none(std::size_t rows) {
  if (rows == 0) return;
  push_back({});
  joined_.append_last(rows - 1);
}

std::string flag_column::key_of(const std::vector<std::string>& flags) {
  std::string key;
  for (const std::string& flag : flags) key += std::to_string(flag.size()) + ':' + flag;
  return key;
}

void flag_column::set(std::size_t row, const std::vector<std::string>& flags) {
  joined_.set(row, key_of(flags));
  if (lists_.size() < joined_.values().size()) lists_.push_back(flags);
}

void flag_column::push_back(const std::vector<std::string>& flags) {
  joined_.push_back(key_of(flags));
  if (lists_.size() < joined_.values().size()) lists_.push_back(flags);
}

std::size_t position_table::bytes() const noexcept {
  return codes->texts.bytes() + codes->index.bytes() + titles->bytes() + kinds->bytes() +
         ranks->bytes() + units->bytes() + seats->bytes() + filled->bytes() + classes->bytes() +
         costs->bytes() + budgets->bytes() + flags->bytes() + holders->bytes() +
         legal_sources->bytes();
}

}  // namespace pangkas
