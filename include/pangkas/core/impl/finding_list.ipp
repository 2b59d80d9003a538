// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/core/finding_list.hpp>

#include <pangkas/core/finding.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {

bool finding_list::wants(std::string_view rule, severity level) {
  auto found = counts_.find(rule);
  if (found == counts_.end()) found = counts_.emplace(rule, counted{0, level}).first;
  return ++found->second.findings <= limit_;
}

void finding_list::add(std::string_view rule, severity level, std::string_view position,
                       std::string detail, std::string action) {
  finding f;
  f.rule = rule;
  f.level = level;
  f.position = position;
  f.detail = std::move(detail);
  f.action = std::move(action);
  findings_.push_back(std::move(f));
}

std::vector<finding> finding_list::take() && {
  for (const auto& [rule, count] : counts_) {
    if (count.findings <= limit_) continue;
    add(rule, count.level, {},
        std::to_string(count.findings - limit_) + " more of these, " +
            std::to_string(count.findings) + " in all",
        "counted, not listed one by one");
    findings_.back().stands_for = count.findings - limit_;
  }
  return std::move(findings_);
}

}  // namespace pangkas
