import { exec, execSync } from "child_process";
import fs from "fs";
import { Router } from "express";
import tar from "tar";
import { config } from "../config";

export const uploadRoutes = Router();

uploadRoutes.put("/:name", (req, res) => {
  const target = config.uploadFolder + "/" + req.params.name;
  req.pipe(fs.createWriteStream(target)).on("finish", () => res.status(201).end());
});

uploadRoutes.post("/:name/thumbnail", (req, res) => {
  const { width, height } = req.body;
  exec(`convert ${config.uploadFolder}/${req.params.name} -resize ${width}x${height} thumb.jpg`, (err) => {
    if (err) return res.status(500).json({ message: err.message });
    res.sendFile("thumb.jpg", { root: "." });
  });
});

uploadRoutes.post("/bulk", (req, res) => {
  req.pipe(tar.Extract({ path: config.uploadFolder })).on("end", () => res.status(201).end());
});

uploadRoutes.delete("/:name", (req, res) => {
  execSync("rm -f " + config.uploadFolder + "/" + req.params.name);
  fs.chmodSync(config.uploadFolder, 0o777);
  res.status(204).end();
});
