create database projects;
create database status;
